"""One invented resolution in two languages, for whatever brings sources together."""

from __future__ import annotations

ENGLISH = """\
United Nations
S/RES/9001 (2020)
Security Council
Distr.: General
6 May 2020
Resolution 9001 (2020)
Adopted by the Security Council at its 9999th meeting, on 6 May 2020
The Security Council,
Recalling its resolution 1325 (2000) and the reports on cafés, all of them,
1. Reaffirms its resolution 1251 (1999), and calls upon all to:
(a) keep R&D <safe> & sound;
(b) listen;
2. Decides to remain seized of the matter.
"""
SPANISH = """\
Naciones Unidas
S/RES/9001 (2020)
Consejo de Seguridad
Distr. general
6 de mayo de 2020
Resolución 9001 (2020)
Aprobada por el Consejo de Seguridad en su 9999ª sesión, celebrada el 6 de mayo de 2020
El Consejo de Seguridad,
Recordando su resolución 1325 (2000) y los informes sobre los cafés, todos ellos,
1. Reafirma su resolución 1251 (1999) y exhorta a todos a que:
a) Mantengan la I+D en buen estado;
b) Escuchen;
2. Decide seguir ocupándose de la cuestión.
"""

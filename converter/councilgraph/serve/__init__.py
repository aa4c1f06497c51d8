"""A published dataset over HTTP: things and their descriptions, and questions to them.

Nothing is imported here: a query worker is a module of this room and starts without the server.
"""

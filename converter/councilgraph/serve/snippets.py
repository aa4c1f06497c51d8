"""Code that asks a named question, to copy. Pure: an address in, texts out."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping
from urllib.parse import urlencode


def snippets(address: str, values: Mapping[str, str]) -> dict[str, str]:
    """Return code by its language: a question's address and values in, CSV out.

    >>> print(snippets("http://127.0.0.1:8000/query/votes", {"state": "Côte d'Ivoire"})["curl"])
    curl -G http://127.0.0.1:8000/query/votes.csv --data-urlencode 'state=Côte d'"'"'Ivoire'
    """
    table = f"{address}.csv"
    fields = " ".join(f"--data-urlencode {shlex.quote(f'{n}={v}')}" for n, v in values.items())
    full = f"{table}?{urlencode(values)}" if values else table
    python = (
        "import csv, io\nfrom urllib.request import urlopen\n\n"
        f"with urlopen({full!r}) as answer:\n"
        "    for row in csv.DictReader(io.TextIOWrapper(answer, encoding='utf-8')):\n"
        "        print(row)"
    )
    return {
        "curl": f"curl -G {shlex.quote(table)} {fields}".rstrip(),
        "Python": python,
        "R": f'answer <- read.csv({json.dumps(full)}, encoding = "UTF-8")\nprint(answer)',
    }

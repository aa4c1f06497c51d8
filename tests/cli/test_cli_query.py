"""``councilgraph query`` as a user meets it: where it asks, what it prints, how it refuses."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from councilgraph.cli import main
from councilgraph.query import library

pytestmark = pytest.mark.slow

INVENTED = """\
@prefix cg: <https://w3id.org/councilgraph/ontology#> .
<https://w3id.org/councilgraph/doc/S/3999/1> a cg:DraftResolution ; cg:symbol "S/3999/1" ;
    cg:sponsor <https://w3id.org/councilgraph/state/FJI> .
"""


@pytest.fixture
def data(tmp_path: Path) -> str:
    place = tmp_path / "invented.ttl"
    place.write_text(INVENTED, "utf-8")
    return str(place)


def test_a_question_by_name(data: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    asked = ["sponsors", "--data", data, "--set", "document=S/3999/1", "--set", "language=zh"]
    assert main(["query", *asked, "--format", "csv"]) == 0
    out, err = capsysbinary.readouterr()
    assert out.decode().splitlines()[1].split(",") == ["斐济", "FJI"]
    assert err == b""


def test_a_query_in_sparql(data: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    text = "SELECT ?o { ?s <https://w3id.org/councilgraph/ontology#symbol> ?o }"
    assert main(["query", "--text", text, "--data", data]) == 0
    assert capsysbinary.readouterr().out == b"o\n--------\nS/3999/1\n(1 row)\n"


def test_a_query_from_a_file_and_from_standard_input(
    data: str,
    tmp_path: Path,
    capsysbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    query = "\ufeff# who?\nASK { ?s a <https://w3id.org/councilgraph/ontology#DraftResolution> }"
    (tmp_path / "q.rq").write_text(query, "utf-8")
    assert main(["query", "--file", str(tmp_path / "q.rq"), "--data", data]) == 0
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(query.encode())))
    assert main(["query", "--file", "-", "--data", data, "--format", "json"]) == 0
    table, _, answer = capsysbinary.readouterr().out.decode().partition("\n")
    assert table == "yes"
    assert json.loads(answer)["boolean"] is True


def test_a_graph_is_turtle(data: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    text = "CONSTRUCT WHERE { <https://w3id.org/councilgraph/doc/S/3999/1> ?p ?o }"
    assert main(["query", "--text", text, "--data", data]) == 0
    assert b'cg:symbol "S/3999/1"' in capsysbinary.readouterr().out
    assert main(["query", "--text", text, "--data", data, "--format", "csv"]) == 2


def test_the_list_shows_every_question(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "--list"]) == 0
    out = capsys.readouterr().out
    assert len(library()) > 15
    for question in library().values():
        assert f"\n{question.name}: {question.title}\n    {question.description}" in "\n" + out
        for parameter in question.parameters:
            assert f"--set {parameter.name}={parameter.default}" in out


def test_the_dataset_here_is_asked_by_default(
    data: str,
    tmp_path: Path,
    capsysbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["query", "documents"]) == 2
    message = capsysbinary.readouterr().err.decode()
    assert "no dataset at out; expected --data DIR_OR_FILE or --endpoint URL" in message
    (tmp_path / "out").mkdir()
    Path(data).rename(tmp_path / "out" / "invented.ttl")
    assert main(["query", "documents"]) == 0
    assert b"S/3999/1" in capsysbinary.readouterr().out


@pytest.mark.parametrize(
    ("asked", "code", "message"),
    [
        (["sponsers"], 2, "no query named 'sponsers'; did you mean sponsors"),
        (["zzzzzz"], 2, "no query named 'zzzzzz'; --list shows them all"),
        (["sponsors", "--set", "document"], 2, "--set 'document'; expected NAME=VALUE"),
        (["sponsors", "--set", "dokument=x"], 2, "no parameter 'dokument'; expected document"),
        (["votes", "--set", "language=en", "--set", "language=fr"], 2, "'language' twice"),
        (["--text", "ASK {}", "--set", "a=b"], 2, "--set is for questions of the library"),
        (["--text", "SELECT"], 2, "not a SPARQL query"),
        (["--text", "ASK {}", "--format", "ttl"], 2, "ttl is for CONSTRUCT and DESCRIBE"),
        (["--text", "ASK {}", "--timeout", "0"], 2, "--timeout 0; expected more than 0"),
        (["--text", "ASK {}", "--timeout", "nan"], 2, "--timeout nan; expected more than 0"),
        (["--file", "missing.rq"], 4, "missing.rq: no such file"),
        (["documents", "--data", "missing"], 1, "missing: no such file or folder"),
        (["documents", "--endpoint", "ftp://example.org/"], 4, "not an http address"),
    ],
)
def test_what_is_wrong_is_said(
    asked: list[str], code: int, message: str, data: str, capsys: pytest.CaptureFixture[str]
) -> None:
    given = asked if {"--data", "--endpoint"} & set(asked) else [*asked, "--data", data]
    assert main(["query", *given]) == code
    out, err = capsys.readouterr()
    assert message in err
    assert out == ""
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "asked",
    [[], ["documents", "--text", "ASK {}"], ["documents", "--data", "a", "--endpoint", "b"]],
)
def test_what_cannot_be_together_is_wrong_use(
    asked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["query", *asked])
    assert ended.value.code == 2
    assert "usage: councilgraph query" in capsys.readouterr().err

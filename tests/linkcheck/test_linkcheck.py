"""The parts of checking links: the table, verdicts, waits, what is kept."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from councilgraph.cli import link as verb
from councilgraph.cli import main
from councilgraph.errors import EndpointError
from councilgraph.linkcheck import Guest, State, checks, linksets, mended, polite, save, sssom
from councilgraph.linkcheck.facts import facts
from councilgraph.linkcheck.judging import judge, with_proposals
from councilgraph.model import Linkset, Mapping, TargetDataset
from councilgraph.query import Answer, Remote

pytestmark = pytest.mark.slow

SPACE = "https://example.org/"
TARGET = TargetDataset("example", "Example", SPACE, SPACE)


def link(subject: str, number: int, justification: str = "LexicalMatching") -> Mapping:
    day = dt.date(2026, 1, 1)
    return Mapping(subject, f"{SPACE}{number}", justification, 1.0, SPACE, day, "0.1.0")


def linkset(*links: Mapping) -> Linkset:
    return Linkset("example", "Example", "Invented.", "urn:p", TARGET, links)


OURS = {"state/AAA": {"AAA"}, "state/BBB": {"BBB", "Beta"}}
KNOWN = {"target": f"{SPACE}1", "known": "yes"}


def test_every_linkset_has_its_row_and_every_row_its_linkset() -> None:
    assert set(checks()) == {s.name for _, s in linksets()}


@pytest.mark.parametrize("name", sorted(checks()))
def test_the_queries_of_the_table_are_sparql_with_the_columns_expected(name: str) -> None:
    check = checks()[name]
    (query,) = check.queries(["urn:a"])
    found = ox.Store().query(query)
    assert isinstance(found, ox.QuerySolutions)
    assert {"target", "known", "value"} <= {v.value for v in found.variables}
    if check.find:
        (search,) = check.searches(['"}'])
        assert isinstance(ox.Store().query(search), ox.QuerySolutions)
    assert check.pause >= 1
    assert check.endpoint.startswith("http")
    assert facts(check.compares)


def test_many_targets_are_asked_for_in_parts() -> None:
    check = checks()["states-eu"]
    parts = list(check.queries(f"urn:{n}" for n in range(2 * check.batch + 1)))
    assert len(parts) == 3
    assert "<urn:0>" in parts[0]
    assert f"<urn:{2 * check.batch}>" in parts[2]


@pytest.mark.parametrize(
    ("rows", "verdict", "reason"),
    [
        ([{**KNOWN, "value": "aaa"}], None, ""),
        ([{**KNOWN, "value": "XXX"}, {**KNOWN, "value": "AAA"}], None, ""),
        ([{**KNOWN, "value": "XXX"}], "wrong", "it is XXX there; expected AAA"),
        ([KNOWN], "untold", "the endpoint has nothing to hold it against"),
        ([{"target": f"{SPACE}1"}], "stale", "the endpoint does not know it"),
        ([], "stale", "the endpoint does not know it"),
        ([{**KNOWN, "moved": "urn:b"}], "stale", "moved to urn:b"),
    ],
)
def test_verdicts(rows: list[dict[str, str]], verdict: str | None, reason: str) -> None:
    found = judge(linkset(link("state/AAA", 1)), rows, OURS)
    assert [(f.verdict.value, f.reason) for f in found] == ([(verdict, reason)] if verdict else [])


def proposals(rows: list[dict[str, str]], found: list[dict[str, str]]) -> list[str]:
    both = linkset(link("state/AAA", 1), link("state/BBB", 2))
    known = [{"target": f"{SPACE}2", "known": "yes", "value": "BBB"}]
    return [f.proposal for f in with_proposals(judge(both, rows + known, OURS), found, OURS, both)]


def test_what_is_proposed_is_one_target_of_the_dataset_that_is_free() -> None:
    gone = [{"target": f"{SPACE}1"}]
    assert proposals(gone, [{"target": f"{SPACE}3", "value": "AAA"}]) == [f"{SPACE}3"]
    assert proposals(gone, [{"target": f"{SPACE}3", "value": "BBB"}]) == [""]
    assert proposals(gone, [{"target": "urn:elsewhere", "value": "AAA"}]) == [""]
    assert proposals(gone, [{"target": f"{SPACE}2", "value": "AAA"}]) == [""]
    both = [{"target": f"{SPACE}{n}", "value": "AAA"} for n in (3, 4)]
    assert proposals(gone, both) == [""]
    assert proposals([{**gone[0], "moved": "urn:elsewhere"}], []) == [""]
    assert proposals([{**gone[0], "moved": f"{SPACE}3> <urn:x"}], []) == [""]


def test_only_what_nobody_reviewed_is_mended() -> None:
    links = linkset(link("state/AAA", 1), link("state/BBB", 2, "MappingReview"))
    rows = [{"target": f"{SPACE}{n}", "moved": f"{SPACE}{n}0"} for n in (1, 2)]
    found = with_proposals(judge(links, rows, OURS), [], OURS, links)
    better, settled = mended(links, found, "urn:endpoint", dt.date(2026, 2, 2))
    assert [m.target for m in better.mappings] == [f"{SPACE}10", f"{SPACE}2"]
    assert better.mappings[1] == links.mappings[1]
    assert [f.link.subject for f in settled] == ["state/AAA"]


class Failing(Remote):
    """An endpoint that fails as told, and then answers."""

    def __init__(self, *errors: EndpointError) -> None:
        super().__init__("http://example.org/")
        self.errors = list(errors)

    def ask(self, query: str, left: float | None = None) -> Answer:
        del left
        if self.errors:
            raise self.errors.pop(0)
        return Answer((query,))


def fault(retry_after: str = "", *, passing: bool = True) -> EndpointError:
    return EndpointError("busy", passing=passing, retry_after=retry_after)


def test_waits_double_and_retry_after_is_kept_to() -> None:
    waits: list[float] = []
    said: list[str] = []
    remote = Failing(fault(), fault("7"), fault())
    guest = Guest(remote, 1.5, sleep=waits.append, say=said.append)
    assert guest.ask("q").variables == ("q",)
    assert waits == [2.0, 7.0, 8.0]
    assert said[1] == "busy; asking again in 7 s"
    guest.ask("q")
    assert waits[3:] == [1.5]


def test_what_does_not_pass_is_raised_at_once_and_what_does_not_end_at_last() -> None:
    waits: list[float] = []
    with pytest.raises(EndpointError, match=r"^busy$"):
        Guest(Failing(fault(passing=False)), 1, sleep=waits.append).ask("q")
    with pytest.raises(EndpointError, match="left alone for 121 s"):
        Guest(Failing(fault("121")), 1, sleep=waits.append).ask("q")
    assert waits == []
    with pytest.raises(EndpointError, match="5 times; expected an endpoint that answers"):
        Guest(Failing(*[fault()] * 9), 1, sleep=waits.append).ask("q")
    assert len(waits) == polite.TRIES - 1


def test_a_retry_after_in_the_past_or_of_another_form_asks_for_nothing() -> None:
    for text in ("Wed, 21 Oct 2015 07:28:00 GMT", "-5", "1.5", "٣", "Wed, 99 Oct"):
        assert polite.wait_of(text) == 0


def test_what_was_answered_is_not_asked_again_until_it_is_old(tmp_path: Path) -> None:
    place, asked = tmp_path / "deep" / "state.json", []

    def ask() -> list[dict[str, str]]:
        asked.append(1)
        return [{"target": "urn:a"}]

    for now in (1000.0, 2000.0, 1000.0 + 25 * 3600):
        assert State(place, lambda now=now: now).answer("e", "q", ask) == [{"target": "urn:a"}]  # type: ignore[misc]
    assert len(asked) == 2
    State(place).forget()
    assert not place.exists()


@pytest.mark.parametrize(
    "kept", ["", "{", "[]", "null", '{"a": 1}', '{"a": [1, 2]}', '{"a": [1, [{"b": 1}]]}', "\0"]
)
def test_a_state_that_is_none_counts_for_nothing(kept: str, tmp_path: Path) -> None:
    place = tmp_path / "state.json"
    place.write_text(kept, "utf-8")
    assert State(place).answer("e", "q", lambda: [{"x": "y"}]) == [{"x": "y"}]
    assert len(json.loads(place.read_text("utf-8"))) == 1


def test_links_are_shown_as_sssom_without_a_network(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["link"]) == 0
    lines = capsys.readouterr().out.splitlines()
    header, *rows = [line.split("\t") for line in lines if not line.startswith("#")]
    assert header[:3] == ["subject_id", "predicate_id", "object_id"]
    assert len(rows) == sum(len(s.mappings) for _, s in linksets())
    assert {len(row) for row in rows} == {len(header)}
    assert ["state:FRA", "skos:exactMatch", "wikidata:Q142"] in [r[:3] for r in rows]
    prefixes = {line.split(":")[0].strip("# ") for line in lines if line.startswith("#  ")}
    assert {cell.split(":")[0] for row in rows for cell in row[:4]} <= prefixes
    assert sssom([]).count("\n") == 8  # three lines, four prefixes, the names of the columns


def test_a_linkset_without_a_row_is_not_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save(tmp_path / "example.ttl", linkset(link("state/AAA", 1)))
    assert main(["link", "--check", "--links", str(tmp_path)]) == 2
    assert "no endpoint is known for example; expected one of states-" in capsys.readouterr().err


def test_a_report_can_do_nothing_to_a_terminal() -> None:
    rows = [{**KNOWN, "value": "\x1b[2J\u202eX\nY"}]
    (found,) = judge(linkset(link("state/AAA", 1)), rows, OURS)
    line = verb._line(found, mended=False)
    assert "it is \\x1b[2J\\u202eX\\nY there; expected AAA" in line
    assert line.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--set", "planets"], 2, "--set 'planets' is no linkset; expected one of states-eu"),
        (["--endpoint", "http://example.org/"], 2, "--endpoint and --state are for --check"),
        (["--check", "--timeout", "0"], 2, "--timeout 0; expected more than 0 seconds"),
        (["--check", "--endpoint", "ftp://a/"], 4, "not an http address of a SPARQL endpoint"),
        (["--links", "nowhere"], 4, "nowhere: no such folder; expected one of linksets"),
    ],
)
def test_what_is_wrong_with_a_call_is_said(
    arguments: list[str], code: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["link", *arguments]) == code
    assert message in capsys.readouterr().err


def test_a_file_that_is_no_linkset_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.ttl").write_text("<urn:a> a <urn:b> .", "utf-8")
    assert main(["link", "--links", str(tmp_path)]) == 1
    assert "a.ttl: no void:Linkset is in these triples" in capsys.readouterr().err

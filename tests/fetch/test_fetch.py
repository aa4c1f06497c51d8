"""``councilgraph fetch`` gets documents whole from hosts of its table, and from no others."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from scripted_site import PDF, Answer, Fetch, Site, row

from councilgraph.fetch import asking
from councilgraph.languages import codes

pytestmark = pytest.mark.slow

pytest_plugins = ["scripted_site"]

SYMBOL, PATH = "S/RES/2553", "S/RES/2553(2020)"
NAME = "S_RES_2553_(2020)"


@pytest.fixture
def six(site: Site) -> Site:
    """Return the site with a document in six languages."""
    for code in codes():
        body = PDF + code.encode()
        site.pages[f"/{code}/{PATH}"] = Answer(body, headers={"ETag": f'"{code}"'})
    return site


def files(place: Path) -> list[str]:
    return sorted(p.name for p in (place / "got").iterdir() if not p.name.startswith("."))


def test_six_languages_with_where_each_is_from(
    six: Site, fetch: Fetch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fetch(SYMBOL, "--lang", "all", "--contact", "librarian@example.org") == 0
    pdfs = [f"{NAME}.{c}.pdf" for c in codes()]
    assert files(tmp_path) == sorted([*pdfs, *(f"{p}.json" for p in pdfs)])
    assert capsys.readouterr().out.count("\tfetched\ttest\t") == 6
    for code in codes():
        body = (tmp_path / "got" / f"{NAME}.{code}.pdf").read_bytes()
        said = json.loads((tmp_path / "got" / f"{NAME}.{code}.pdf.json").read_bytes())
        assert body == PDF + code.encode()
        assert said["sha256"] == hashlib.sha256(body).hexdigest()
        assert said["address"] == f"http://{six.host}/{code}/{PATH}"
        assert (said["symbol"], said["language"]) == ("S/RES/2553 (2020)", code)
        assert said["status"] == 200
        assert (said["source"], said["licence"]) == ("test", "invented")
    assert six.asked[0][1] == "/robots.txt"
    assert len(six.asked) == 7
    assert {h["User-Agent"].endswith("; librarian@example.org)") for _, _, h in six.asked} == {True}
    assert six.most_at_once == 1


def test_what_did_not_change_is_not_sent_again(
    six: Site, fetch: Fetch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fetch(SYMBOL, "--lang", "en,fr") == 0
    six.pages[f"/fr/{PATH}"] = Answer(PDF + b"mended", headers={"ETag": '"2"'})
    capsys.readouterr()
    assert fetch(SYMBOL, "--lang", "en,fr") == 0
    out = capsys.readouterr().out
    assert [line.split("\t")[1] for line in out.splitlines()] == ["unchanged", "changed"]
    assert six.asked[-1][2]["If-None-Match"] == '"fr"'
    assert (tmp_path / "got" / f"{NAME}.fr.pdf").read_bytes() == PDF + b"mended"


def test_a_damaged_copy_is_asked_for_whole(six: Site, fetch: Fetch, tmp_path: Path) -> None:
    assert fetch(SYMBOL) == 0
    (tmp_path / "got" / f"{NAME}.en.pdf").write_bytes(PDF)
    assert fetch(SYMBOL) == 0
    assert "If-None-Match" not in six.asked[-1][2]
    assert (tmp_path / "got" / f"{NAME}.en.pdf").read_bytes() == PDF + b"en"


@pytest.mark.parametrize("torn", [True, False])
def test_a_run_that_was_killed_goes_on(
    six: Site, fetch: Fetch, table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    *, torn: bool,
) -> None:  # fmt: skip
    order = list(codes())
    last = f"/{order[3]}/{PATH}"
    six.script[last] = [Answer(PDF * 999, half=True)]
    started = subprocess.Popen(
        [sys.executable, "-m", "councilgraph", "fetch", SYMBOL, "--lang", "all",
         "--sources", str(table), "-o", str(tmp_path / "got")],
        env=os.environ, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    end = time.monotonic() + 60
    while last not in six.paths and time.monotonic() < end:
        time.sleep(0.02)
    os.kill(started.pid, signal.SIGKILL)
    assert started.wait(10) == -signal.SIGKILL
    six.released.set()
    assert six.paths == [f"/{c}/{PATH}" for c in order[:4]]
    assert len(files(tmp_path)) == 6  # three documents, none in part
    if torn:  # it was killed a little earlier: the provenance of the third was not written
        (tmp_path / "got" / f"{NAME}.{order[2]}.pdf.json").unlink()
    six.asked.clear()
    assert fetch(SYMBOL, "--lang", "all") == 0
    assert six.paths == [f"/{c}/{PATH}" for c in order[2 if torn else 3 :]]
    assert capsys.readouterr().out.count("done before") == (2 if torn else 3)
    for code in order:
        assert (tmp_path / "got" / f"{NAME}.{code}.pdf").read_bytes() == PDF + code.encode()
    six.asked.clear()
    assert fetch(SYMBOL, "--lang", "all") == 0  # the run has ended: all are asked for anew
    assert len(six.paths) == 6


@pytest.mark.parametrize(
    ("headers", "waits"), [({"Retry-After": "7"}, [7.0, 7.0]), ({}, [2.0, 4.0])]
)
def test_a_source_that_says_too_many_is_waited_for(
    six: Site, fetch: Fetch, sleeps: list[float], headers: dict[str, str], waits: list[float]
) -> None:
    six.script[f"/en/{PATH}"] = [Answer(status=429, headers=headers)] * 2
    assert fetch(SYMBOL) == 0
    assert sleeps == waits
    assert len(six.paths) == 3


def test_a_wait_is_a_wait(
    six: Site, fetch: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("councilgraph.cli.symbols._sleep", time.sleep)
    six.script[f"/en/{PATH}"] = [Answer(status=429, headers={"Retry-After": "1"})]
    assert fetch(SYMBOL) == 0
    first, second = (at for at, path, _ in six.asked if path != "/robots.txt")
    assert second - first >= 1


def test_two_requests_are_a_pause_apart(
    six: Site, fetch: Fetch, table: Path, sleeps: list[float]
) -> None:
    table.write_text(row(f"http://{six.host}/{{language}}/{{symbol}}", pause=1000), "utf-8")
    assert fetch(SYMBOL, "--lang", "en,fr") == 0
    assert len(sleeps) == 2  # robots.txt came first
    assert all(900 < s <= 1000 for s in sleeps)


def test_robots_txt_is_kept_to(
    six: Site, fetch: Fetch, sleeps: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    rules = b"User-agent: councilgraph\nCrawl-delay: 60\nDisallow: /fr/\n"
    six.pages["/robots.txt"] = Answer(rules)
    assert fetch(SYMBOL, "--lang", "en,fr") == 4
    assert six.paths == [f"/en/{PATH}"]
    (pause,) = sleeps
    assert 30 < pause <= 60
    assert f"robots.txt of {six.host} forbids it" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        ("Disallow: /*/S/RES/", False),
        ("Disallow: /*.xml", True),
        ("Disallow: /en/S/RES/2553(2020)$", False),
        ("Disallow: /en$", True),
        ("Disallow: /en/\nAllow: /en/*2553", True),  # the longest rule holds, in any order
        ("Allow: /en/\nDisallow: /en/*2553", False),
        ("Disallow: /", False),
        ("Disallow:", True),
    ],
)
def test_rules_of_robots_txt_are_read_as_rfc_9309_has_them(
    six: Site, fetch: Fetch, rules: str, allowed: bool
) -> None:
    six.pages["/robots.txt"] = Answer(f"User-agent: *\n{rules}\n".encode("utf-8-sig"))
    assert fetch(SYMBOL) == (0 if allowed else 4)
    assert six.paths == ([f"/en/{PATH}"] if allowed else [])


@pytest.mark.parametrize(
    ("answer", "code", "said"),
    [
        (Answer(status=302, headers={"Location": "http://127.0.0.1:1/x.pdf"}), 4,
         "redirects to http://127.0.0.1:1/x.pdf, which is not of a host in the table"),
        (Answer(status=302, headers={"Location": "http://127.0.0.2/x.pdf"}), 4,
         "redirects to http://127.0.0.2/x.pdf, which is not of a host in the table"),
        (Answer(status=302, headers={"Location": "ftp://127.0.0.1/x.pdf"}), 4,
         "redirects to ftp://127.0.0.1/x.pdf, which is not of a host in the table"),
        (Answer(b"<!DOCTYPE html><html><body>There is no such document</body></html>",
                headers={"Content-Type": "application/pdf"}), 1,
         "text/html by its content; expected application/pdf"),
        (Answer(b""), 1, "answered nothing"),
        (Answer(b"<a></a>"), 1, f"{PATH}: XML that is not Akoma Ntoso; expected application/pdf"),
        (Answer(b"PK\x03\x04"), 1, f"{PATH}: a damaged archive"),
        (Answer(b"no", status=404), 1, "no source has it"),
        (Answer(PDF * 9000), 4, "the answer is larger than 100,000 bytes"),
        (Answer(b"no", status=403), 4, "answered 403"),
        (Answer(b"\x1b[2Jgone", 403, {"Content-Type": "text/plain"}), 4,
         "answered 403 Forbidden: \ufffd[2Jgone"),
    ],
)  # fmt: skip
def test_what_is_no_document_is_not_taken(
    site: Site, fetch: Fetch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str], answer: Answer, code: int, said: str,
) -> None:  # fmt: skip
    monkeypatch.setattr(asking, "LARGEST", 100_000)
    site.pages[f"/en/{PATH}"] = answer
    assert fetch(SYMBOL) == code
    assert said in capsys.readouterr().err
    assert files(tmp_path) == []
    assert len(site.paths) == 1


def test_a_redirect_within_the_table_is_followed(
    six: Site, fetch: Fetch, tmp_path: Path
) -> None:
    six.pages["/moved.pdf"] = Answer(PDF)
    six.pages[f"/en/{PATH}"] = Answer(status=302, headers={"Location": "/moved.pdf"})
    assert fetch(SYMBOL) == 0
    said = json.loads((tmp_path / "got" / f"{NAME}.en.pdf.json").read_bytes())
    assert said["address"] == f"http://{six.host}/moved.pdf"
    six.pages["/moved.pdf"] = Answer(status=302, headers={"Location": "/moved.pdf"})
    six.asked.clear()
    assert fetch(SYMBOL) == 4
    assert len(six.paths) == 1 + asking.MOST_REDIRECTS


def test_without_a_network_nobody_waits(
    fetch: Fetch, table: Path, sleeps: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    table.write_text(row("http://127.0.0.1:1/{symbol}"), "utf-8")
    assert fetch(SYMBOL, "--lang", "all") == 4
    assert sleeps == []
    err = capsys.readouterr().err
    assert "connection refused" in err
    assert "name them instead of symbols" in err


def test_a_dripping_source_is_left_when_the_time_is_up(
    site: Site, fetch: Fetch, capsys: pytest.CaptureFixture[str]
) -> None:
    site.script[f"/en/{PATH}"] = [Answer(PDF, half=True)] * 5
    assert fetch(SYMBOL, "--timeout", "0.04") == 4
    assert "no whole answer within 0.04 s" in capsys.readouterr().err

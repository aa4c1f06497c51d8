"""A name and a password are told where they are asked for, in the way that is asked for."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path

import pytest
from scripted_store import Scripted

pytestmark = pytest.mark.slow

Run = Callable[..., int]
BASIC = "Basic " + base64.b64encode(b"dba:s\xc3\xa9same").decode()
DIGEST = 'Digest realm="SPARQL", nonce="n1", opaque="o", qop="auth", algorithm="MD5"'


@pytest.fixture
def _ascii(monkeypatch: pytest.MonkeyPatch, _login: None) -> None:
    monkeypatch.setenv("COUNCILGRAPH_PASSWORD", "sesame")


@pytest.fixture
def _login(monkeypatch: pytest.MonkeyPatch, alone: None) -> None:
    del alone  # which takes away what the user's own login is
    monkeypatch.setenv("COUNCILGRAPH_USER", "dba")
    monkeypatch.setenv("COUNCILGRAPH_PASSWORD", "sésame")


@pytest.mark.usefixtures("_login")
def test_nothing_is_told_unasked(run: Run, store: Scripted) -> None:
    assert run() == 0
    assert set(store.authorization) == {None}


@pytest.mark.usefixtures("_login")
def test_basic_is_answered_once_asked_for(run: Run, store: Scripted) -> None:
    store.script = [(401, {"WWW-Authenticate": 'Basic realm="a"'})]
    assert run() == 0
    assert store.authorization == [None, *[BASIC] * 4]


@pytest.mark.usefixtures("_ascii")
def test_digest_is_preferred_and_counts_its_answers(run: Run, store: Scripted) -> None:
    store.script = [(401, {"WWW-Authenticate": DIGEST})]
    assert run() == 0
    first, *others = store.authorization
    assert first is None
    assert len(others) == 4
    for number, sent in enumerate(others, 1):
        assert sent is not None
        assert sent.startswith('Digest username="dba", realm="SPARQL", nonce="n1"')
        assert f"nc={number:08x}" in sent
        assert "sesame" not in sent


@pytest.mark.usefixtures("_ascii")
def test_another_nonce_is_taken_up(run: Run, store: Scripted) -> None:
    stale = DIGEST.replace("n1", "n2") + ', stale="true"'
    store.script = [(401, {"WWW-Authenticate": DIGEST}), None, (401, {"WWW-Authenticate": stale})]
    assert run() == 0
    assert 'nonce="n2"' in str(store.authorization[-1])


@pytest.mark.usefixtures("_ascii")
def test_a_login_that_is_refused_is_told_of(
    run: Run, store: Scripted, capsys: pytest.CaptureFixture[str]
) -> None:
    store.script = [(401, {"WWW-Authenticate": DIGEST})] * 2
    assert run() == 4
    err = capsys.readouterr().err
    assert "expected another name or password" in err
    assert "sesame" not in err


@pytest.mark.usefixtures("_login")
def test_a_way_that_is_not_known_is_told_of(run: Run, store: Scripted) -> None:
    store.script = [(401, {"WWW-Authenticate": "Negotiate"})]
    assert run() == 4
    assert len(store.sent) == 1


@pytest.mark.usefixtures("_login")
def test_netrc_is_read(
    run: Run, store: Scripted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("COUNCILGRAPH_USER", "COUNCILGRAPH_PASSWORD"):
        monkeypatch.delenv(name)
    file = tmp_path / "netrc"
    file.write_text("machine 127.0.0.1 login dba password sésame\n", "utf-8")
    monkeypatch.setenv("NETRC", str(file))
    store.script = [(401, {"WWW-Authenticate": 'Basic realm="a"'})]
    assert run() == 0
    assert store.authorization[-1] == BASIC


@pytest.mark.usefixtures("_login")
def test_half_a_login_is_a_wrong_call(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COUNCILGRAPH_PASSWORD")
    assert run() == 2
    monkeypatch.delenv("COUNCILGRAPH_USER")
    file = tmp_path / "netrc"
    file.write_text("machine\n", "utf-8")
    monkeypatch.setenv("NETRC", str(file))
    assert run() == 2

"""Bad input ends with the exit code and the words that help: one row each, no traceback.

The rows of the bad-input matrix are in tests/hostile; these are beside it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest

from councilgraph.cli import main

pytestmark = pytest.mark.slow

SAMPLE = Path(__file__).parents[1] / "documents" / "S-2020-1166" / "source.txt"
LETTER = SAMPLE.read_text("utf-8")
RESOLUTION = LETTER[LETTER.index("United Nations\n") :]
IN_FAVOUR = LETTER[LETTER.index("比利时、") : LETTER.index("和越南。") + 4]


def edited(old: str, new: str, text: str = LETTER) -> str:
    assert old in text
    return text.replace(old, new, 1)


@dataclass(frozen=True)
class Row:
    """What is read, the exit code it ends with, what is said; what the output must not hold."""

    name: str
    data: str | bytes
    code: int
    said: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    not_written: tuple[str, ...] = ()


CUT = LETTER[: LETTER.index("印度尼西亚、尼日尔、俄罗斯联邦、圣文森特和格林纳丁斯、南非")]
NO_DRAFT = (
    "S/2021/9104\n\nSecurity Council\n\n"
    "Letter dated 12 May 2021 from the President of the Security Council\n\n"
    "I have the honour to inform you of the vote.\n\nIn favour:\n\nBelgium.\n\n"
    "The draft resolution received 1 vote in favour. It has not been adopted.\n"
)

ROWS = (
    Row("white space", " \n\t\n", 1, ("expected",)),
    Row("the letter is cut in the list of votes", CUT, 3, ("truncated vote",),
        not_written=("cg:Ballot", "cg:inFavour")),
    Row("the letter is cut after the heading of the list", CUT[: CUT.index("比利时、")], 3,
        ("truncated vote",), not_written=("cg:Ballot",)),
    Row("an unknown state", edited("比利时、中国", "亚特兰蒂斯、中国"), 3,
        ("'亚特兰蒂斯' in the list of votes is no member state known",)),
    Row("a letter of another script in a state's name",
        edited("Belgium", "В" + "elgium", NO_DRAFT), 3, ("is no member state known",)),
    Row("a resolution without a symbol",
        edited("S/RES/2553 (2020)\n", "\n", edited("Resolution 2553 (2020)\n", "\n", RESOLUTION)),
        1, ("no document symbol in the masthead", "expected a symbol such as S/RES/2553 (2020)")),
    Row("a resolution whose title alone names it", edited("S/RES/2553 (2020)\n", "\n", RESOLUTION),
        0, written=("symbol-from-title",)),
    Row("a letter without a symbol", edited("\\mathbf{S} /2020/1166", ""), 1,
        ("no document symbol",)),
    Row("a file that is no document", "The list of the shop\n\nmilk and bread\n", 1,
        ("no document symbol",)),
    Row("a file in no language known", "¡¿?!\n\n12 34\n", 1, ("no text in a language known",)),
    Row("a vote on no draft that is named", NO_DRAFT, 3, ("not what was voted on",),
        not_written=("cg:Vote ",)),
    Row("bytes", bytes(range(256)) * 8, 1, ("expected",)),
)  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r.name)
def test_bad_input(row: Row, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    file = tmp_path / "input.txt"
    file.write_bytes(row.data.encode() if isinstance(row.data, str) else row.data)
    assert main(["convert", str(file)]) == row.code
    out, err = (s.decode() for s in capsysbinary.readouterr())
    assert "Traceback" not in err
    if row.code:
        assert f"{file}" in err
    for part in row.said:
        assert part in err
    for part in row.written:
        assert part in out
    for part in row.not_written:
        assert part not in out
    if row.code in (0, 3):
        assert list(ox.parse(out.encode(), format=ox.RdfFormat.TURTLE))
    else:
        assert out == ""


def test_a_message_names_the_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "letter.txt"
    file.write_text(edited("比利时、中国", "亚特兰蒂斯、中国"), "utf-8")
    main(["convert", "-o", str(tmp_path / "out.ttl"), str(file)])
    line = LETTER[: LETTER.index("比利时、")].count("\n") + 1
    assert f"letter.txt:{line}: '亚特兰蒂斯'" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["new\nline.txt", "-rf", "a" * 251 + ".txt", "\udcff.txt"])
def test_any_file_name_is_handled(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_bytes(b"")
    assert main(["convert", "--", name]) == 1
    err = capsys.readouterr().err
    assert "the file is empty" in err
    assert len(err.splitlines()) == 1


def test_pipes_devices_and_folders_are_refused_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    for path, kind in ((pipe, "a named pipe"), ("/dev/zero", "a device"), (tmp_path, "a folder")):
        assert main(["convert", str(path)]) == 1
        assert f"this is {kind}" in capsys.readouterr().err


def test_a_missing_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["convert", str(tmp_path / "nothing.txt")]) == 1
    assert "nothing.txt: cannot be read: no such file" in capsys.readouterr().err


def test_one_refusal_does_not_stop_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    out = tmp_path / "out"
    out.mkdir()
    assert main(["convert", "--jobs", "1", "-o", str(out), str(empty), str(SAMPLE)]) == 1
    assert [p.name for p in out.iterdir()] == ["source.ttl"]
    assert "1 of 2 documents converted" in capsys.readouterr().err


HOSTILE = {
    "one line of a megabyte": "a" * 1_000_000,
    "a megabyte of spaces": "S/2020/1\n" + " " * 1_000_000 + "x",
    "many stars": "*a" * 50_000 + "!",
    "many commas": "Recalling " + "a, " * 30_000,
    "many brackets": "(" * 50_000 + ")",
    "many numbers": "resolutions " + "1325 (2000), " * 5_000,
    "many symbols": "S/2020/" * 20_000,
    "many quotes": '"a"' * 30_000 + "!",
    "many states": "In favour:\n\n" + "France, " * 5_000,
    "many points": "\n".join(f"({c}) x;" for c in "abcdefghij" * 300),
    "many pages": "text\n\n20-16350 7/9\n\n" * 3_000,
    "many doubled words": "the the " * 10_000,
    "many TeX braces": "\\mathbf{" * 20_000,
    "many dates": "3 December 2020 " * 5_000,
    "many Chinese chapters": "第" * 30_000,
}

NO_TIME = 5
"""Seconds of a busy processor: on a calm one it is one at most, and minutes what has no end."""


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_takes_no_time(name: str, tmp_path: Path) -> None:
    head = "United Nations\nS/RES/9001 (2031)\n\nThe Security Council,\n\n"
    for text in (HOSTILE[name], head + HOSTILE[name]):
        file = tmp_path / "hostile.txt"
        file.write_text(text, "utf-8")
        started = time.process_time()  # others may work on this machine
        assert main(["convert", "-o", str(tmp_path / "out.ttl"), str(file)]) in (0, 1, 3)
        assert time.process_time() - started < NO_TIME


@pytest.mark.slow
@pytest.mark.parametrize(("data", "code"), [(b"", 1), (b"\xff\xfe\x00", 1), (CUT.encode(), 3)])
def test_bad_input_to_a_process_gives_no_traceback(data: bytes, code: int) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "councilgraph", "convert", "-"],
        input=data, capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    assert run.returncode == code
    assert b"standard input" in run.stderr
    assert b"Traceback" not in run.stderr

"""Documents become a dataset that holds, or nothing is published."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from councilgraph.pipeline import Publication, publish

pytestmark = pytest.mark.slow

SAMPLE = Path(__file__).parents[1] / "documents" / "S-2020-1166" / "source.txt"
BASE = "https://w3id.org/councilgraph/"
VOID = "http://rdfs.org/ns/void#"
CG_SYMBOL = f"{BASE}ontology#symbol"


def files(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Publication]:
    out = tmp_path_factory.mktemp("published") / "out"
    return out, publish([str(SAMPLE)], out)


def quads(out: Path, pattern: str) -> list[ox.Quad]:
    found = sorted(out.glob(pattern))
    assert found
    return [q for file in found for q in ox.parse(path=str(file))]


def quads_of(out: Path) -> bytes:
    return gzip.decompress((out / "dump/councilgraph.nq.gz").read_bytes())


def test_the_sample_is_published_and_conforms(published: tuple[Path, Publication]) -> None:
    out, publication = published
    assert publication.consistent
    assert not publication.refused
    assert publication.files == len(files(out))
    assert publication.facts["ballots"] == 15
    assert publication.facts["sponsorships"] == 31


def test_documents_and_dump_say_the_same(published: tuple[Path, Publication]) -> None:
    out, publication = published
    documents = {(q.subject, q.predicate, q.object) for q in quads(out, "doc/**/*.ttl")}
    dump = list(ox.parse(quads_of(out), format=ox.RdfFormat.N_QUADS))
    assert documents == {(q.subject, q.predicate, q.object) for q in dump}
    assert {str(q.graph_name.value) for q in dump} == {f"{BASE}doc/S/2020/1166"}
    assert publication.facts["triples"] == len(documents)


def test_the_quads_are_sorted(published: tuple[Path, Publication]) -> None:
    lines = quads_of(published[0]).splitlines()
    assert lines == sorted(set(lines))


def test_there_are_no_blank_nodes(published: tuple[Path, Publication]) -> None:
    for quad in (*quads(published[0], "doc/**/*.ttl"), *quads(published[0], "void.ttl")):
        assert not isinstance(quad.subject, ox.BlankNode)
        assert not isinstance(quad.object, ox.BlankNode)


def test_the_manifest_names_every_file_and_its_hash(published: tuple[Path, Publication]) -> None:
    out, publication = published
    content = files(out)
    manifest = json.loads(content.pop("manifest.json"))
    assert manifest["facts"] == publication.facts
    assert {p: f["sha256"] for p, f in manifest["files"].items()} == {
        p: hashlib.sha256(data).hexdigest() for p, data in content.items()
    }
    (source,) = manifest["inputs"]
    assert source["sha256"] == hashlib.sha256(SAMPLE.read_bytes()).hexdigest()


def test_the_counts_of_void_are_those_of_the_data(published: tuple[Path, Publication]) -> None:
    data = {(q.subject, q.predicate, q.object) for q in quads(published[0], "doc/**/*.ttl")}
    void = ox.Store()
    void.extend(quads(published[0], "void.ttl"))

    def number(subject: str, term: str) -> int:
        (found,) = void.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(VOID + term), None)
        return int(found.object.value)  # type: ignore[union-attr]

    dataset = f"{BASE}dataset"
    assert number(dataset, "triples") == len(data)
    assert number(dataset, "entities") == len({s for s, _, _ in data})
    stated = {
        q.object.value: number(q.subject.value, "triples")  # type: ignore[union-attr]
        for q in void.quads_for_pattern(None, ox.NamedNode(f"{VOID}property"), None)
    }
    assert stated == Counter(p.value for _, p, _ in data)


@pytest.mark.slow
def test_a_second_publication_has_the_same_bytes(
    published: tuple[Path, Publication], tmp_path: Path
) -> None:
    publish([str(SAMPLE)], tmp_path / "again")
    assert files(tmp_path / "again") == files(published[0])


@pytest.mark.slow
def test_a_document_given_twice_is_one(
    published: tuple[Path, Publication], tmp_path: Path
) -> None:
    copy = tmp_path / "source.txt"
    copy.write_bytes(SAMPLE.read_bytes())
    publish([str(SAMPLE), str(copy)], tmp_path / "out")
    assert files(tmp_path / "out") == files(published[0])


@pytest.mark.slow
def test_a_folder_of_documents_is_published(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "letter.txt").write_bytes(SAMPLE.read_bytes())
    (folder / "notes.csv").write_text("not,a,document", "utf-8")
    publication = publish([str(folder)], tmp_path / "out")
    assert publication.documents == 1


@pytest.mark.slow
def test_a_contradiction_leaves_the_old_publication(tmp_path: Path) -> None:
    out = tmp_path / "out"
    publish([str(SAMPLE)], out)
    before = files(out)
    wrong = tmp_path / "wrong.txt"
    wrong.write_text(SAMPLE.read_text("utf-8").replace("获得 15 票", "获得 14 票"), "utf-8")
    publication = publish([str(wrong)], out)
    assert [n.remark.code for _, n in publication.contradictions] == ["tally-mismatch"]
    assert not publication.files
    assert files(out) == before


def test_two_versions_that_differ_are_a_conflict_and_neither_wins(tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    text = SAMPLE.read_text("utf-8")
    assert "in September 2021" in text
    other.write_text(text.replace("in September 2021", "in October 2021"), "utf-8")
    publication = publish([str(SAMPLE), str(other)], tmp_path / "out")
    assert publication.conflicts
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_a_refused_document_stops_the_rest_unless_told_otherwise(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    out = tmp_path / "out"
    publication = publish([str(SAMPLE), str(empty)], out)
    assert len(publication.refused) == 1
    assert not out.exists()
    publication = publish([str(SAMPLE), str(empty)], out, partly=True)
    assert len(publication.refused) == 1
    assert publication.files


@pytest.mark.slow
def test_another_base_names_everything(tmp_path: Path) -> None:
    from councilgraph.pipeline import Options

    base = "https://data.example.org/un/"
    publish([str(SAMPLE)], tmp_path / "out", Options(base=base))
    subjects = {str(q.subject.value) for q in quads(tmp_path / "out", "doc/**/*.ttl")}  # type: ignore[union-attr]
    assert subjects
    assert all(s.startswith(base) for s in subjects)


@pytest.mark.slow
def test_what_contradicts_is_left_out_where_the_rest_is_wanted(tmp_path: Path) -> None:
    text = SAMPLE.read_text("utf-8")
    (tmp_path / "wrong.txt").write_text(text.replace("获得 15 票", "获得 14 票"), "utf-8")
    other = Path(__file__).parents[1] / "documents" / "S-2021-9101" / "source.txt"
    paths = [str(tmp_path / "wrong.txt"), str(other)]
    assert not publish(paths, tmp_path / "out").files
    publication = publish(paths, tmp_path / "out", partly=True)
    assert publication.files
    assert [Path(p).name for p in publication.left_out] == ["wrong.txt"]


@pytest.mark.slow
def test_neither_of_two_versions_that_differ_is_published_where_the_rest_is(
    tmp_path: Path,
) -> None:
    text = SAMPLE.read_text("utf-8")
    (tmp_path / "b.txt").write_text(text.replace("September 2021", "October 2021"), "utf-8")
    publication = publish([str(SAMPLE), str(tmp_path / "b.txt")], tmp_path / "out", partly=True)
    assert sorted(publication.left_out) == ["b.txt", "source.txt"]
    assert not publication.files


def test_the_linksets_of_states_are_described_with_their_counts(
    published: tuple[Path, Publication],
) -> None:
    out, _ = published
    described = {q.triple for q in quads(out, "void.ttl")}
    triples, predicate = ox.NamedNode(f"{VOID}triples"), ox.NamedNode(f"{VOID}linkPredicate")
    files = sorted((out / "ontology" / "links").glob("*.ttl"))
    assert len(files) >= 4
    for file in files:
        said = {t.predicate: t.object for t in described
                if t.subject == ox.NamedNode(f"{BASE}links/{file.stem}")}  # fmt: skip
        links = [q for q in ox.parse(path=str(file)) if q.predicate == said[predicate]]
        assert str(said[triples].value) == str(len(links))  # type: ignore[union-attr]


def test_links_are_published_beside_the_documents_and_counted(
    published: tuple[Path, Publication],
) -> None:
    out, _ = published
    documents = {q.subject for q in quads(out, "doc/**/*.ttl") if q.predicate.value == CG_SYMBOL}
    sets = sorted((out / "links").glob("*.ttl"))
    assert [f.stem for f in sets] == ["akn", "digital-library", "undocs"]
    described = {q.triple for q in quads(out, "void.ttl")}
    for file in sets:
        triples = {q.triple for q in ox.parse(path=str(file))}
        about = triples & described
        subject = ox.NamedNode(f"{BASE}links/{file.stem}")
        (stated,) = [t.object for t in about if t.subject == subject
                     and t.predicate == ox.NamedNode(f"{VOID}triples")]  # fmt: skip
        links = triples - about
        assert {t.subject for t in links} <= documents
        assert str(stated.value) == str(len(links))
        assert len(links) == (1 if file.stem == "akn" else len(documents))


def test_a_broken_shape_is_told_once(tmp_path: Path) -> None:
    text = SAMPLE.read_text("utf-8")
    line = "Adopted by the Security Council on 3 December 2020"
    assert line in text
    wrong = tmp_path / "wrong.txt"
    wrong.write_text(text.replace(line, line.replace("2020", "2021")), "utf-8")
    publication = publish([str(wrong)], tmp_path / "out")
    found = publication.report.findings
    assert not publication.files
    assert "Resolution-year" in {f.shape.rsplit("#", 1)[-1] for f in found}
    assert len(found) == len(set(found))

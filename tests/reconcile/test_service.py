"""What the service answers, held against the Reconciliation Service API 0.2."""

from __future__ import annotations

import json
from typing import Any

import pytest

from councilgraph.identifiers import BASE
from councilgraph.rdf.namespaces import CG
from councilgraph.reconcile import Answer, Index, Service


def value(answer: Answer) -> Any:
    assert (answer.status, answer.media_type) == (200, "application/json")
    return json.loads(answer.body)


def best(service: Service, **query: object) -> dict[str, Any]:
    batch = value(service.answer({"queries": json.dumps({"q": query})}))
    found: dict[str, Any] = batch["q"]["result"][0]
    return found


def test_without_parameters_there_is_the_manifest(service: Service) -> None:
    manifest, address = value(service.answer({})), service.address
    assert "0.2" in manifest["versions"]
    assert (manifest["identifierSpace"], manifest["schemaSpace"]) == (BASE, CG)
    assert manifest["name"]
    assert {t["id"] for t in manifest["defaultTypes"]} >= {CG["MemberState"], CG["Document"]}
    assert "{{id}}" in manifest["view"]["url"]
    assert "{{id}}" in manifest["preview"]["url"]
    for kind in ("entity", "property", "type"):
        suggest = manifest["suggest"][kind]
        assert suggest["service_url"] + suggest["service_path"] == f"{address}/suggest/{kind}"
        assert "${id}" in suggest["flyout_service_path"]
    proposals = manifest["extend"]["propose_properties"]
    assert proposals["service_url"] + proposals["service_path"] == f"{address}/properties"
    settings = manifest["extend"]["property_settings"]
    assert all({"type", "label", "name"} <= set(s) for s in settings)
    assert manifest["batchSize"] >= 200


def test_candidates_have_the_fields_of_the_specification(service: Service) -> None:
    found = best(service, query="Côte d'Ivoire", type=CG["MemberState"])
    assert found["id"] == BASE + "state/CIV"
    assert found["type"] == [{"id": CG["MemberState"], "name": "Member State"}]
    assert (found["match"], found["score"]) == (True, 100.0)
    assert {f["id"] for f in found["features"]} >= {"name_likeness"}


def test_results_are_sorted_and_limited(service: Service) -> None:
    queries = json.dumps({"q": {"query": "Republic", "limit": 4}})
    found = value(service.answer({"queries": queries}))["q"]["result"]
    scores = [c["score"] for c in found]
    assert len(scores) == 4
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("name", ["Congo", "Korea", "Guinea"])
def test_a_code_settles_which_state_an_ambiguous_name_is(service: Service, name: str) -> None:
    codes = {"Congo": "COD", "Korea": "PRK", "Guinea": "GNB"}
    code = codes[name]
    plain = best(service, query=name, type="MemberState")
    assert not plain["match"]
    told = best(
        service, query=name, type="MemberState", properties=[{"pid": "cg:alpha3", "v": code}]
    )
    assert (told["id"], told["match"]) == (BASE + f"state/{code}", True)


def test_a_property_that_disagrees_takes_the_match_away(service: Service) -> None:
    told = best(service, query="France", properties=[{"pid": "alpha2", "v": "DE"}])
    assert not told["match"]
    dated = best(
        service, query="resolution 1325", properties=[{"pid": "dcterms:date", "v": "2000"}]
    )
    assert (dated["id"], dated["match"]) == (BASE + "doc/S/RES/1325", True)
    other = best(
        service, query="resolution 1325", properties=[{"pid": "dcterms:date", "v": "1999"}]
    )
    assert not other["match"]


def test_a_code_of_quite_another_name_is_no_match(service: Service) -> None:
    queries = {"q": {"query": "France", "properties": [{"pid": "cg:alpha3", "v": "TZA"}]}}
    found = value(service.answer({"queries": json.dumps(queries)}))["q"]["result"]
    assert {BASE + "state/FRA", BASE + "state/TZA"} <= {c["id"] for c in found}
    assert not any(c["match"] for c in found)


def test_properties_alone_find_an_entity(service: Service) -> None:
    found = best(service, properties=[{"pid": "cg:alpha3", "v": "TZA"}])
    assert (found["id"], found["match"]) == (BASE + "state/TZA", True)


def test_identifiers_find_their_entity(service: Service) -> None:
    for query in (BASE + "state/FRA", "state/FRA", "FRA"):
        assert best(service, query=query)["id"] == BASE + "state/FRA"


def test_types_bind_as_asked(service: Service) -> None:
    two = [CG["Document"], CG["Letter"]]
    letter = best(service, query="S/2020/1166", type=two, type_strict="all")
    assert letter["id"] == BASE + "doc/S/2020/1166"
    strict = json.dumps({"q": {"query": "S/RES/1325", "type": two, "type_strict": "all"}})
    found = value(service.answer({"queries": strict}))["q"]["result"]
    assert BASE + "doc/S/RES/1325" not in {c["id"] for c in found}
    loose = best(service, query="S/RES/1325", type="cg:Organ", type_strict="should")
    assert loose["id"] == BASE + "doc/S/RES/1325"


@pytest.mark.slow
def test_every_preferred_name_of_a_state_finds_it(index: Index) -> None:
    states = [e for e in index.entities.values() if CG["MemberState"] in e.types]
    assert len(states) > 193
    for entity in states:
        for name in entity.names:
            if name.preferred:
                best_hits = list(index._whole(name.text, frozenset((CG["MemberState"],))))
                assert entity.iri in {h.entity.iri for h in best_hits}
                assert {h.entity.iri for h in best_hits if h.safe} <= {entity.iri}


def test_extension_gives_values_by_entity_and_property(service: Service) -> None:
    extend = {
        "ids": [BASE + "state/SUN", BASE + "doc/S/RES/1325", "nothing"],
        "properties": [
            {"id": "cg:alpha3"}, {"id": CG["successor"]}, {"id": "dcterms:date"},
            {"id": "skos:prefLabel", "settings": {"language": "fr", "limit": 1}},
        ],
    }  # fmt: skip
    answer = value(service.answer({"extend": json.dumps(extend)}))
    assert [m["name"] for m in answer["meta"]][:2] == ["ISO 3166 alpha-3 code", "Successor"]
    assert answer["meta"][1]["type"]["id"] == CG["MemberState"]
    sun = answer["rows"][BASE + "state/SUN"]
    assert sun[CG["alpha3"]] == [{"str": "SUN"}]
    assert sun[CG["successor"]] == [{"id": BASE + "state/RUS", "name": "Russian Federation"}]
    assert [list(v) for v in sun[answer["meta"][3]["id"]]] == [["str"]]
    date = answer["rows"][BASE + "doc/S/RES/1325"][answer["meta"][2]["id"]]
    assert date == [{"date": "2000-10-31T00:00:00Z"}]
    assert set(map(str, answer["rows"]["nothing"].values())) == {"[]"}


def test_suggestions_begin_with_what_was_typed(service: Service) -> None:
    first = value(service.answer({"prefix": "Camb"}, "suggest/entity"))["result"][0]
    assert (first["id"], first["notable"][0]["id"]) == (BASE + "state/KHM", CG["MemberState"])
    page = value(service.answer({"prefix": "S/RES/1"}, "suggest/entity"))["result"]
    after = value(service.answer({"prefix": "S/RES/1", "cursor": "1"}, "suggest/entity"))["result"]
    assert page[1:] == after[: len(page) - 1]
    kinds = value(service.answer({"prefix": "draft"}, "suggest/type"))["result"]
    assert [k["id"] for k in kinds] == [CG["DraftResolution"]]
    properties = value(service.answer({"prefix": "symbol"}, "suggest/property"))["result"]
    assert [p["id"] for p in properties] == [CG["symbol"]]


def test_properties_are_proposed_by_type(service: Service) -> None:
    answer = value(service.answer({"type": CG["Resolution"], "limit": "3"}, "properties"))
    assert (answer["type"], answer["limit"], len(answer["properties"])) == (CG["Resolution"], 3, 3)
    every = value(service.answer({"type": CG["Resolution"]}, "properties"))["properties"]
    assert {CG["symbol"], CG["adoptionDate"]} <= {p["id"] for p in every}
    assert CG["alpha3"] not in {p["id"] for p in every}


def test_previews_views_and_flyouts(service: Service) -> None:
    page = service.answer({"id": BASE + "state/FRA"}, "preview")
    assert (page.status, page.media_type) == (200, "text/html")
    assert "<h1>France</h1>" in page.body
    view = service.answer({"id": BASE + "doc/S/RES/1325"}, "view")
    assert (view.status, view.location) == (303, "http://127.0.0.1:8000/doc/S/RES/1325")
    fly = value(service.answer({"id": CG["symbol"]}, "flyout/property"))
    assert (fly["id"], "Document symbol" in fly["html"]) == (CG["symbol"], True)
    assert service.answer({"id": "<script>"}, "preview").status == 404


def test_a_callback_gets_the_json(service: Service) -> None:
    answer = service.answer({"callback": "jQuery1_2"})
    assert answer.media_type == "text/javascript"
    inside = answer.body.removeprefix("/**/jQuery1_2(").removesuffix(");\n")
    assert json.loads(inside) == value(service.answer({}))
    assert service.answer({"callback": "alert(1)//"}).status == 400


@pytest.mark.parametrize("text", ["\\ud800", "\\u0000", " ", "(((", "\\u0301" * 300, "a." * 400])
def test_odd_texts_find_what_they_find(service: Service, text: str) -> None:
    queries = f'{{"q": {{"query": "{text}"}}}}'
    assert isinstance(value(service.answer({"queries": queries}))["q"]["result"], list)

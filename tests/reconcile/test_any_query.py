"""Whatever the service is asked, it answers with a status, and says what is wrong."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from councilgraph.reconcile import Service

WRONG = [
    ("", 400), ("[]", 400), ("{", 400), ('{"q": 1}', 400), ('{"q": {}}', 400),
    ('{"q": {"query": 1}}', 400), ('{"q": {"query": "x", "limit": 0}}', 400),
    ('{"q": {"query": "x", "limit": 1e999}}', 400), ('{"q": {"query": "x", "limit": NaN}}', 400),
    ('{"q": {"query": "x", "limit": true}}', 400), ('{"q": {"query": "x", "type": [1]}}', 400),
    ('{"q": {"query": "x", "type_strict": "maybe"}}', 400),
    ('{"q": {"query": "x", "properties": [{"pid": "a"}]}}', 400),
    ('{"q": {"query": "x", "properties": [{"pid": "a", "v": {}}]}}', 400),
    ("[" * 100_000, 400), ("9" * 10_000, 400),
    (json.dumps({str(i): {"query": "x"} for i in range(251)}), 413),
]  # fmt: skip


@pytest.mark.parametrize(("queries", "status"), WRONG, ids=lambda v: str(v)[:40])
def test_what_is_wrong_is_said_with_a_status(service: Service, queries: str, status: int) -> None:
    answer = service.answer({"queries": queries})
    assert answer.status == status
    assert json.loads(answer.body)["message"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
QUERY = st.fixed_dictionaries(
    {},
    optional={
        "query": st.text() | JSON,
        "type": st.sampled_from(["MemberState", ["cg:Document"], ""]) | JSON,
        "type_strict": st.sampled_from(["any", "all", "should"]) | JSON,
        "limit": st.integers(1, 50) | JSON,
        "properties": st.lists(
            st.fixed_dictionaries({"pid": st.sampled_from(["alpha3", "cg:date"]), "v": JSON}),
            max_size=2,
        )
        | JSON,
    },
)
BATCH = st.dictionaries(st.text(), QUERY | JSON, max_size=2) | JSON
EXTEND = JSON | st.fixed_dictionaries({
    "ids": st.lists(st.text()) | JSON,
    "properties": JSON | st.lists(st.fixed_dictionaries(
        {"id": st.sampled_from(["cg:alpha3", "symbol"]) | JSON}, optional={"settings": JSON}
    )),
})  # fmt: skip
PATHS = st.sampled_from(["", "suggest/entity", "suggest/type", "flyout/entity", "preview", "view",
                         "properties"]) | st.text()  # fmt: skip
PARAMS = st.fixed_dictionaries({}, optional={
    "queries": BATCH.map(json.dumps) | st.text(), "extend": EXTEND.map(json.dumps) | st.text(),
    "callback": st.text(), "id": st.text(), "prefix": st.text(), "cursor": st.text(),
    "type": st.text(), "limit": st.text(),
})  # fmt: skip


@pytest.mark.slow
@settings(max_examples=600, deadline=None)
@given(PARAMS, PATHS)
def test_whatever_is_asked_is_answered(
    service: Service, params: dict[str, str], path: str
) -> None:  # fmt: skip
    answer = service.answer(params, path)
    assert answer.status in {200, 303, 400, 404, 413}
    answer.body.encode()
    if answer.media_type == "application/json":
        json.loads(answer.body)

"""Damaged Akoma Ntoso: whatever is cut, doubled or put in, a refusal or a text with true spans.

The sample is invented, and so is the damage.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from councilgraph.errors import Refused
from councilgraph.link import gazetteer
from councilgraph.parse import parse_record
from councilgraph.read import read

SAMPLE = (Path(__file__).parent / "akn" / "S_RES_9001.en.xml").read_text("utf-8")
PIECES = (
    "<", ">", "&", '"', "'", "</an:p>", "<an:p>", "<an:num>", "</an:list>", "<!--", "-->", "]]>",
    "<![CDATA[", "&#8206;", "&#0;", "<an:authorialNote>", "</an:meta>", "\u202e", "\n", "é", "一",
)  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Return the sample with a few pieces cut out, doubled or put in."""
    text = SAMPLE
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        end = min(len(text), at + draw(st.sampled_from((0, 1, 5, 40, 400, 4000))))
        new = draw(st.sampled_from(("", *PIECES, text[at:end] * 2)))
        text = text[:at] + new + text[end:]
    return text


@pytest.mark.slow
@settings(max_examples=400)
@given(text=damaged(), recover=st.booleans())
def test_damage_ends_in_a_refusal_or_a_text_with_true_spans(text: str, recover: bool) -> None:
    try:
        result = read(text.encode(), "a.xml", recover=recover)
        record = parse_record(result.source, result.text, result.metadata, gazetteer())
    except Refused:
        return
    source = result.text
    assert len(source.raw) == result.source.length
    for i, char in enumerate(source.text):
        span = source.span(i, i + 1)
        quoted = source.quote(span)
        assert quoted == char or char.isspace() or quoted.startswith("&") or len(quoted) > 1
    for remark in source.remarks:
        assert remark.span is None or remark.span.end <= len(source.raw)
    for paragraph in record.main.paragraphs:
        assert paragraph.span.end <= len(source.raw)

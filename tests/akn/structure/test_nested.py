"""A draft within a text: valid as AKN, and the same after a round through text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from converters import Options, convert

_CASES = (Path(__file__).parent / "cases" / "nested.md").read_text(encoding="utf-8")
TEXTS = re.findall(r"```text\n(.*?)```", _CASES, re.S)


@pytest.mark.parametrize("text", TEXTS)
def test_a_draft_within_a_text_is_valid_and_goes_round(text: str) -> None:
    done = convert(text.encode(), name="draft.txt")
    assert done.ok
    kind = b"decisionDraft" if "draft decision" in text else b"resolutionDraft"
    assert b'<hcontainer eId="%s_1" name="%s">' % (kind, kind) in done.output
    back = convert(done.output, name="draft.xml", options=Options(to="text")).output
    assert convert(back, name="draft.txt").output == done.output


def test_a_formula_that_nothing_announces_is_no_draft() -> None:
    lines = ("The General Assembly,", "Noting the tide,", "1. Decides to wait.", "The Security Council,", "2. Decides.")
    text = "\n\n".join(lines)
    assert b"resolutionDraft" not in convert(text.encode(), name="x.txt").output

"""Points that open with a verb of the organ act; those that say what others shall do do not."""

from __future__ import annotations

import pytest

import akn
from akn import units
from akn.text import Kind
from tests.documents import document_of


@pytest.mark.parametrize(
    ("text", "actions"),
    [
        ("The General Assembly,\n\n1. Stresses the following:\n\n(a) Requests the Keeper to sing;", ["requests"]),
        ("The General Assembly,\n\n1. Requests the Keeper:\n\n(a) To note the tide;\n\n(b) Support for lamps;", []),
        ("The General Assembly,\n\n1. Requests, and so:\n\n(a) Recalling the tide, to sing;", []),
        ("大会，\n\n1. 请会员国：\n\n(a) 鼓励读书；", []),  # what they shall do, by the same word
        ("L’Assemblée générale,\n\n1. Souligne ce qui suit :\n\na) Prie le Gardien de chanter ;", ["requests"]),
    ],
)
def test_a_point_acts_if_it_opens_with_a_verb_of_the_organ(text: str, actions: list[str]) -> None:
    document = document_of(f"{text}\n")
    points = [unit for unit in units(document) if unit.kind == "point"]
    marks = [m for unit in points for m in unit.text.of(Kind.ACTION)]
    assert [m.get("refersTo").removeprefix("#action_") for m in marks] == actions


def test_a_point_with_an_action_of_its_own_is_a_mandate_of_its_own() -> None:
    points = b"1. Stresses the following:\n\n(a) Requests the Secretary-General to give a briefing;\n"
    _, row = akn.mandates(document_of(b"The General Assembly,\n\n" + points))
    assert (row.number, row.force, [a.key for a in row.addressees]) == ("1 (a)", "directive", ["secretaryGeneral"])
    assert [d.kind for d in row.deliverables] == ["briefing"]

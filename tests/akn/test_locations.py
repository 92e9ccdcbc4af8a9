"""Where a unit stands, as people say it."""

from __future__ import annotations

import pytest

from akn.document import Division, Document, Operative
from akn.locations import locations
from akn.text import Text
from akn.walk import units


@pytest.mark.parametrize(
    ("label", "kind", "said"),
    [
        ("II.", "section", "section II"),
        ("ثاني عشر", "section", "section ثاني عشر"),
        ("رابعا -", "section", "section رابعا"),
        ("Part A", "part", "Part A"),
        ("Objectif 3 :", "division", "Objectif 3"),
        ("总体目标3：", "division", "总体目标3"),
        ("原则9", "hcontainer", "原则9"),
        ("3.", "hcontainer", "3"),
    ],
)
def test_the_level_of_a_heading_is_said_where_its_label_has_no_word_for_it(label: str, kind: str, said: str) -> None:
    division = Division(kind, label, Text("Lamps"), (Operative("3.", (Text("Decides."),)),), name="goal")
    (*_, paragraph) = locations(units(Document(body=(division,))))
    assert paragraph.place == f"{said}, operative paragraph 3"

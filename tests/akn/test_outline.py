"""The flat list of units: every text of a document once, in the order of the page."""

from __future__ import annotations

from collections import Counter

from hypothesis import given

from akn.document import Annex, Division, Document, Formula, Note, Operative, Point, PointList, Preambular
from akn.text import Kind, Text, mark
from akn.walk import Place, texts_of, units
from akn.xml.eids import assign_eids
from tests.strategies import documents

HARBOUR = Document(
    preface=(Text("99/7. Lighthouses"),),
    preamble=(Formula(Text("The General Assembly,")), Preambular((Text("Recalling its resolution 98/3,"),))),
    body=(
        Division(
            "section",
            "I",
            Text("Lamps"),
            (
                Operative(
                    "1.",
                    (
                        Text("Decides:", (mark(8, 8, Kind.NOTE, key="1"),)),
                        PointList((Point("(a)", (Text("To light them;"),)),), (Text("and so every night;"),)),
                        Text("It is so decided."),
                    ),
                ),
            ),
        ),
    ),
    annexes=(Annex((Text("Annex"), Text("List of lamps")), body=(Operative("1.", (Text("North."),)),)),),
    notes=(Note("1", "1", (Text("See A/99/3."),)),),
)


def test_units_say_where_they_stand_and_to_what_they_belong() -> None:
    found = [(u.eid, u.kind, u.num, u.place, u.depth, u.parent) for u in units(HARBOUR)]
    assert found == [
        ("preface", "line", "", Place.PREFACE, 0, -1),
        ("formula_1", "formula", "", Place.FORMULA, 0, -1),
        ("container_1", "preambular", "", Place.PREAMBLE, 0, -1),
        ("sec_I", "heading", "I", Place.OPERATIVE, 0, -1),
        ("sec_I__para_1", "operative", "1.", Place.OPERATIVE, 1, 3),
        ("sec_I__para_1__list_1__point_a", "point", "(a)", Place.OPERATIVE, 2, 4),
        ("sec_I__para_1__list_1__wrapup", "text", "", Place.OPERATIVE, 1, 4),
        ("sec_I__para_1__al_1", "text", "", Place.OPERATIVE, 1, 4),
        ("att_1", "annex", "", Place.ANNEX, 0, -1),
        ("att_1__preface", "line", "", Place.ANNEX, 0, 8),
        ("att_1__para_1", "operative", "1.", Place.ANNEX, 0, 8),
        ("authorialNote_1", "note", "1", Place.NOTE, 0, -1),
    ]


@given(documents())
def test_units_hold_every_character_of_the_texts(document: Document) -> None:
    held = Counter("".join(unit.text.content for unit in units(document)))
    held.subtract(Counter("".join(text.content for text, _ in texts_of(document))))
    # beside the texts they hold what separates cells, and the words of elements kept as they stand
    assert not [c for c, n in held.items() if n < 0]


@given(documents())
def test_units_carry_eids_of_the_document_and_parents_before_them(document: Document) -> None:
    known = set(assign_eids(document).values())
    for at, unit in enumerate(units(document)):
        assert unit.eid in known
        assert -1 <= unit.parent < at

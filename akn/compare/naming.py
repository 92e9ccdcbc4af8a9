"""What a person calls a unit ("paragraph 4 (a)", "preamble, 3"), from its numbers and its place."""

from __future__ import annotations

from collections.abc import Sequence

from akn.compare.units import Unit
from akn.numerals import cleaned
from akn.walk import Place

_PLACES = {
    Place.COVER: "cover",
    Place.PREFACE: "title",
    Place.FORMULA: "enacting formula",
    Place.CONCLUSIONS: "closing lines",
}
_KINDS = {"heading": "heading", "caption": "table title", "row": "table row", "kept": "element"}


def name_of(units: Sequence[Unit], at: int) -> str:
    """The name of a unit in English.

    >>> from akn.compare.units import units
    >>> from akn.document import Document, Operative, Point, PointList
    >>> from akn.text import Text
    >>> points = PointList((Point("(a)", (Text("One;"),)),))
    >>> found = units(Document(body=(Operative("3.", (Text("Decides:"), points)),)))
    >>> name_of(found, 0), name_of(found, 1)
    ('paragraph 3', 'paragraph 3 (a)')
    """
    unit = units[at]
    if unit.place in _PLACES:
        return _PLACES[unit.place]
    if unit.kind == "note":
        return f"note {unit.num}"
    chain = _chain(units, at)
    names = [_step(units, i) for i in chain]
    if unit.kind == "text":
        names.append(", continued")
    return "".join(names).removeprefix(", ") or "paragraph"


def _chain(units: Sequence[Unit], at: int) -> list[int]:
    found = []
    while at >= 0:
        found.append(at)
        at = units[at].parent
    return found[::-1]


def _step(units: Sequence[Unit], at: int) -> str:
    unit = units[at]
    if unit.kind == "annex":
        return f", annex {unit.eid.rpartition('_')[2]}"
    if unit.kind == "part":
        return f", part {unit.eid.rpartition('_')[2]}"
    if unit.kind == "preambular":
        return f", preamble {unit.eid.rpartition('_')[2]}"
    if unit.kind == "operative":
        return f", paragraph {cleaned(unit.num)}".rstrip() if unit.num else ", unnumbered paragraph"
    if unit.kind == "point":
        return f" {unit.num}" if unit.num else " dash"
    if unit.kind == "heading":
        return f", {unit.num.rstrip('.')}" if unit.num else ", heading"
    return f", {_KINDS[unit.kind]}" if unit.kind in _KINDS else ""

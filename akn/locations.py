"""Where a unit stands, as people say it and as tables have it: "operative paragraph 12 (b)", its part, its number.

The columns are the same wherever a table names a place in a document, and are worked out here alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from akn.patterns import lazy_pattern
from akn.punctuation import COLONS
from akn.text import Kind
from akn.vocabulary import level_number
from akn.vocabulary.numerals import cleaned, spoken
from akn.walk import Place, Unit
from akn.xml.names import DIVISIONS

_PLACES = {Place.COVER: "cover", Place.PREFACE: "title", Place.FORMULA: "enacting formula"}
_PLACES[Place.CONCLUSIONS] = "closing lines"
_COUNTED = {"annex": "annex", "part": "part", "preambular": "preamble"}
_KINDS = {"heading": "heading", "caption": "table title", "row": "table row", "kept": "element"}


def name_of(units: Sequence[Unit], at: int) -> str:
    """The name of a unit in English.

    >>> from akn.walk import units
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
    name = "".join(_step(units, i) for i in chain(units, at))
    if unit.kind == "text":
        inserted = bracketed(unit)
        name = f"{name}, [{inserted}]" if inserted else f"{name}, continued"
    return name.removeprefix(", ") or "paragraph"


_BRACKETED = lazy_pattern(r"\[\s*(\d{1,3}[^.\]]{0,10})\s*[.\]]")


def bracketed(unit: Unit) -> str:
    """The number of a paragraph that a draft holds in brackets as not agreed ("[12 bis. Invites ...]"); else empty."""
    found = _BRACKETED.match(unit.text.content) if unit.kind == "text" else None
    return found[1].strip() if found else ""


def numbers_said(units: Iterable[Unit]) -> dict[str, str]:
    """The numbers of paragraphs and points by their eIds, as people say them, where the eIds do not say so: "1.1" of
    `para_1-1`; empty for what has none.

    >>> from akn.walk import units
    >>> from akn.document import Document, Operative
    >>> from akn.text import Text
    >>> numbers_said(units(Document(body=tuple(Operative(n, (Text("Decides."),)) for n in ("1.", "1.1", "")))))
    {'para_1-1': '1.1', 'para_3': ''}
    """
    numbered = ((unit, spoken(unit.num)) for unit in units if unit.element in _LABELLED)
    return {unit.eid: said for unit, said in numbered if not unit.num or said != cleaned(unit.num)}


def as_said(eid: str, said: Mapping[str, str]) -> str:
    """An eId with the numbers that people say (`numbers_said`) in place of its own: paragraphs without a number are no
    paragraphs with the number of their count, and points without one no points.

    >>> as_said("sec_II__para_2__list_1", {"sec_II__para_2": ""}), as_said("para_1-1_2", {"para_1-1_2": "1.1"})
    ('sec_II__unnumbered_2__list_1', 'para_1.1_2')
    """
    found: list[str] = []
    whole = ""
    for step in eid.split("__"):
        whole = f"{whole}__{step}" if whole else step
        number = said.get(whole)
        if number is None:
            found.append(step)
        elif number:
            reference, _, own = step.partition("_")
            again = parted(own)[1]
            found.append(f"{reference}_{number}_{again}" if again else f"{reference}_{number}")
        elif step.startswith("para_"):
            found.append(step.replace("para_", "unnumbered_", 1))
    return "__".join(found)


def parted(number: str) -> tuple[str, str]:
    """The number of a step of an eId, and which of those with that number it is: the second "4" is "4_2".

    >>> parted("4_2"), parted("4"), parted("XIII")
    (('4', '2'), ('4', ''), ('XIII', ''))
    """
    first, _, nth = number.rpartition("_")
    return (first, nth) if first and nth.isdecimal() else (number, "")


_LABELLED = ("paragraph", "point")


def chain(units: Sequence[Unit], at: int) -> list[int]:
    found = []
    while at >= 0:
        found.append(at)
        at = units[at].parent
    return found[::-1]


def _step(units: Sequence[Unit], at: int) -> str:
    unit = units[at]
    if unit.kind in _COUNTED:
        return f", {_COUNTED[unit.kind]} {unit.eid.rpartition('_')[2]}"
    if unit.kind == "operative":
        return f", paragraph {spoken(unit.num)}".rstrip() if unit.num else ", unnumbered paragraph"
    if unit.kind == "point":
        return f" {unit.num}" if unit.num else " dash"
    if unit.kind == "heading":
        return f", {_closed(unit.num)}" if unit.num else ", heading"
    return f", {_KINDS[unit.kind]}" if unit.kind in _KINDS else ""


def quoted(units: Sequence[Unit]) -> frozenset[int]:
    """The units, by index, that stand in numbered paragraphs of another text which a paragraph quotes: a line with a
    colon leads to them, their numbers are of their own, and after them the numbers go on.  Serves A/RES/78/248 in both
    languages that are there, and no other one of 1,358 resolutions.

    >>> from akn.walk import units
    >>> from akn.document import Document, Operative
    >>> from akn.text import Text
    >>> texts = (("14.", "Approves this amendment:"), ("4.", "Lamps shall be lit."), ("15.", "Decides to go on."))
    >>> quoted(units(Document(body=tuple(Operative(number, (Text(said),)) for number, said in texts))))
    frozenset({1})
    """
    numbered = [
        (i, int(number))
        for i, unit in enumerate(units)
        if unit.kind == "operative" and unit.place is Place.OPERATIVE and (number := cleaned(unit.num)).isdecimal()
    ]
    found: set[int] = set()
    last, k = 0, 0
    while k < len(numbered):
        i, value = numbered[k]
        ends = _after_quoted(numbered, k, last) if last and value != last + 1 and _is_led_to(units, i) else k
        found.update(i for i, _ in numbered[k:ends])
        k, last = (ends, last) if ends > k else (k + 1, value)
    for i, unit in enumerate(units) if found else ():
        if unit.parent in found and unit.kind in _INSIDE:
            found.add(i)
    return frozenset(found)


def _is_led_to(units: Sequence[Unit], at: int) -> bool:
    """Whether the words before a unit end with a colon."""
    before = units[at - 1]
    return before.kind in ("operative", *_INSIDE) and before.text.content.rstrip()[-1:] in COLONS


def _after_quoted(numbered: Sequence[tuple[int, int]], first: int, last: int) -> int:
    """Where the numbers go on after the last one before a quoted paragraph; where that stands if they do not."""
    before = numbered[first][1]
    for k in range(first + 1, min(first + _QUOTED, len(numbered))):
        value = numbered[k][1]
        if value == last + 1 != before + 1:
            return k
        before = value
    return first


_QUOTED = 30  # paragraphs of another text, at most, that are quoted in one place


class Location(Struct, frozen=True, gc=False):
    """Where a unit stands, in the columns of all tables.

    `part` is operative, preamble, annex, cover, preface or conclusions; `place` what people say ("operative
    paragraph 12 (b)"); `number` the printed numbers that lead there ("12 (b)"), empty where none is printed;
    `paragraph` the eId of the paragraph or point, and `action` its action (that of the paragraph around a point that
    has none).  A note stands where it is called first: it has all that from there, and says `place` with its own
    number ("operative paragraph 3, note 7").  `unit` is the index of the unit that all this is of.
    """

    part: str
    place: str
    number: str
    paragraph: str
    action: str
    unit: int


_PARTS = {Place.FORMULA: "preamble", Place.HEADING: "operative", Place.NOTE: ""}
_NUMBERED = ("operative", "point")
_INSIDE = ("point", "text", "row", "caption", "kept")  # what has the action of the unit that it stands in
PARAGRAPH = "operative paragraph"
"""What stands before the number of a paragraph of the operative part."""

_SAID = {"operative": ("paragraph", PARAGRAPH), "preambular": ("preamble", "preambular paragraph")}


def locations(units: Sequence[Unit]) -> tuple[Location, ...]:
    """Where each unit of a document stands; one for each of `akn.units`.

    >>> from akn.walk import units
    >>> from akn.document import Document, Operative, Point, PointList
    >>> from akn.text import Text
    >>> points = PointList((Point("(a)", (Text("One;"),)),))
    >>> found = units(Document(body=(Operative("3.", (Text("Decides:"), points)),)))
    >>> [(at.place, at.number, at.part) for at in locations(found)]
    [('operative paragraph 3', '3', 'operative'), ('operative paragraph 3 (a)', '3 (a)', 'operative')]
    """
    found: list[Location] = []
    whereabouts = Whereabouts(units)
    for i, unit in enumerate(units):
        part, place, number = whereabouts.of(i)
        found.append(Location(part, place, number, unit.eid, _action(unit, found), i))
    for key, caller in _callers(units).items():
        at = found[caller]
        note = found[key]
        found[key] = Location(at.part, f"{at.place}, {note.place}", at.number, at.paragraph, at.action, at.unit)
    return tuple(found)


class Whereabouts:
    """Where the units of a document stand; what is said of those around several is put together once.

    >>> from akn.walk import units
    >>> from akn.document import Document, Operative
    >>> from akn.text import Text
    >>> Whereabouts(units(Document(body=(Operative("3.", (Text("Decides."),)),)))).of(0)
    ('operative', 'operative paragraph 3', '3')
    """

    def __init__(self, units: Sequence[Unit]) -> None:
        self._units = units
        self._ways: dict[tuple[int, str], tuple[str, str]] = {}

    def of(self, at: int) -> tuple[str, str, str]:
        """Part, place and number of a unit, by index, as its `Location` has them; for a note, its own place."""
        unit = self._units[at]
        part = _PARTS.get(unit.place, unit.place.value)
        way, number = self._way(at, part)
        if unit.place in _PLACES or unit.kind == "note":
            return part, name_of(self._units, at), number
        place = way + (", continued" if unit.kind == "text" else "")
        return part, place.removeprefix(", ") or "paragraph", number

    def _way(self, at: int, part: str) -> tuple[str, str]:
        """What leads to a unit of a part, and the unit, in words and in printed numbers: sections by their kind,
        "operative" or "preambular" before the word "paragraph".
        """
        if at < 0:
            return "", ""
        if (at, part) not in self._ways:
            unit = self._units[at]
            way, number = self._way(unit.parent, part)
            self._ways[at, part] = way + _said(self._units, at, part), f"{number} {_label(unit)}".strip()
        return self._ways[at, part]


def _unquoted(label: str) -> str:
    """The label of a point without the quotation signs around it ("’4‘", 110 points of Arabic texts)."""
    return label.strip("’‘") or label


def _said(units: Sequence[Unit], at: int, part: str) -> str:
    unit, step = units[at], _step(units, at)
    if unit.kind == "heading" and unit.num and unit.element in _SPOKEN and not _says_level(unit.num):
        return f", {unit.element} {_closed(unit.num) if ' ' in _closed(unit.num) else spoken(unit.num)}"
    word = _SAID.get(unit.kind) if part in ("operative", "preamble") else None
    return step.replace(*word) if word else step


_SPOKEN = DIVISIONS - {"division", "hcontainer"}  # those that people call so


def _says_level(label: str) -> bool:
    """Whether a label has a word for the level beside its number ("Part A", "原则1"; "ثاني عشر" is "twelve")."""
    return level_number(label)[0] != cleaned(label)


def _closed(label: str) -> str:
    """A label without the signs that part it from a title ("رابعا -", "Objectif 3 :")."""
    return label.rstrip(" .:：-\u2013\u2014\u00a0\u202f")


def _label(unit: Unit) -> str:
    """The printed number of a paragraph or a point, empty for other units."""
    if unit.kind not in _NUMBERED:
        return ""
    return (spoken(unit.num) if unit.kind == "operative" else _unquoted(unit.num)).strip()


def _action(unit: Unit, before: Sequence[Location]) -> str:
    for m in unit.text.of(Kind.ACTION):
        refers = m.get("refersTo")
        if refers.startswith("#action_"):
            return refers.removeprefix("#action_")
    return before[unit.parent].action if unit.parent >= 0 and unit.kind in _INSIDE else ""


def _callers(units: Sequence[Unit]) -> dict[int, int]:
    """The index of each note that is called, with that of the unit that calls it first; of a note that another note
    calls, the unit that calls that one.  In the order in which notes are called."""
    notes = {str(unit.path[1]): i for i, unit in enumerate(units) if unit.kind == "note"}
    callers: dict[int, int] = {}
    waiting = [i for i, unit in enumerate(units) if unit.kind != "note"]
    while waiting:
        called = []
        for i in waiting:
            for m in units[i].text.of(Kind.NOTE):
                note = notes.get(_index(m.get("key")))
                if note is not None and note not in callers:
                    callers[note] = callers.get(i, i)
                    called.append(note)
        waiting = called
    return callers


def _index(key: str) -> str:
    """The index among the notes of a document of the one with a key: keys count from 1 in the order of calls."""
    return str(int(key) - 1) if key.isdecimal() else ""

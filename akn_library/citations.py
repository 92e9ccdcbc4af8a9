"""Who cites whom: the citations of a text, and the paragraphs that cite it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from json import dumps
from typing import Any

from akn.bodies.identity import Identity, identity_of
from akn.bodies.symbols import parse_symbol, work_uri
from akn.citing import Link
from akn.errors import UsageError
from akn.inline.context import CHARTER as CHARTER_ADDRESS
from akn.inline.documents import symbol_in
from akn.languages import codes, load
from akn.languages.shape import Language
from akn.languages.view import fold
from akn.patterns import lazy_pattern
from akn.vocabulary.numerals import unroman
from akn.xml.uri import MAIN, WorkUri
from akn_library.entry import CHARTER
from akn_library.held import NO_COPIES, copies_in


@dataclass(frozen=True, slots=True)
class Reference(Link):
    """A citation that the library has, in the columns of `akn.citing.Link`; `fragment` is the eId of the place in what
    is cited, of a range that of the first; `fragment_to` is that of the last, empty where there is no range.
    """

    fragment: str = ""
    fragment_to: str = ""


_COLUMNS = """
SELECT file.path, version.iri, work.symbol, work.session, coalesce(version.adopted, ''), version.language,
  coalesce(citation.eid, note.eid, unit.eid), coalesce(note.place, unit.place), unit.part,
  unit.number, unit.eid, unit.action,
  substr(coalesce(note.text, unit.text), citation.start + 1, citation.length), citation.kind,
  coalesce(cited.symbol, ''), coalesce(cited.kind = 'act', 0), coalesce(citation.date, ''),
  coalesce(citation.printed_date, ''), citation.how, citation.fragment, coalesce(citation.fragment_to, '')
FROM citation JOIN unit ON unit.id = citation.unit JOIN version ON version.id = unit.version
  JOIN work ON work.id = version.work JOIN file ON file.id = version.file
  LEFT JOIN unit AS note ON note.id = citation.note LEFT JOIN cited ON cited.id = citation.cited
"""

_ORDER = """
ORDER BY work.body, work.year, CAST(work.session AS INTEGER), CAST(work.number AS INTEGER), work.symbol,
  version.language, file.path, citation.unit, citation.note, citation.start
"""


def _reference(row: tuple[Any, ...]) -> Reference:
    *where, text, kind, cited, charter, date, printed, how, fragment, last = row
    work = CHARTER_ADDRESS if charter else None
    symbol = parse_symbol(cited) if cited else None
    if symbol is not None:
        work = work_uri(symbol, date)
    places = (fragment, last) if last else (fragment,)
    if work is not None:
        target = " ".join(_address(work, place) for place in places)
    else:
        target = " ".join(f"#{place}" for place in places if place)
    return Reference(*(*where, text, kind, cited, target, date, printed, how, fragment, last))


def _address(work: WorkUri, fragment: str) -> str:
    """The address of a place in a work: of an annex its component, in which places begin with it (R-092)."""
    if not fragment:
        return str(work)
    first, _, rest = fragment.partition("__")
    annex = first.removeprefix("att_")
    component = f"annex_{annex}" if annex != first else MAIN
    return str(work.at(component, fragment if rest or component == MAIN else ""))


def identity_in(symbol: str) -> Identity:
    """What a symbol that somebody typed is known by.  Raises UsageError for what is no symbol."""
    known = parse_symbol(symbol)
    if known is not None:
        return identity_of(known)
    if symbol.strip().casefold() == CHARTER.number:
        return CHARTER
    raise UsageError(f"{symbol!r} is no symbol of a resolution, decision, statement or document (A/RES/70/1)")


_NUMBERED = lazy_pattern(r"(?<!\d)(?:(?P<session>\d+)[/_])?(?P<number>\d+)(?: ?\((?P<year>\d{4})\))?$")


def symbol_asked(db: sqlite3.Connection, typed: str) -> str:
    """The symbol that a person means who types one, its address, the name of a file or a number alone ("70/1",
    "2231 (2015)"): of the texts that the library holds or that are cited in it the one with that number.

    What means no text comes back as it is.  Raises UsageError for a number that several texts have.
    """
    plain = symbol_in(typed.strip()) or typed.strip().rstrip(".,;:")
    for written in (plain, plain.replace("_", "/")):
        if (known := parse_symbol(written)) is not None:
            return known.printed
    if is_charter(plain):
        return CHARTER.number
    found = _with_number(db, plain)
    if len(found) > 1:
        raise UsageError(f"{typed!r} can be {', '.join(list(found)[:_READINGS])}: say which")
    return next(iter(found), typed)


def is_charter(text: str) -> bool:
    """Whether a text is a name of the Charter of the United Nations in any language, and nothing else.

    >>> is_charter("UN Charter"), is_charter("Charter of the African Union")
    (True, False)
    """
    return fold(text.strip()).content.casefold() in _charter_names()


@cache
def _charter_names() -> frozenset[str]:
    return frozenset(fold(name).content.casefold() for code in codes() for name in charter_names(load(code)))


@cache
def charter_names(language: Language) -> tuple[str, ...]:
    """The names of the Charter in a language, those after the abbreviation of the organisation, too."""
    names = dict.fromkeys((*language.citations.charter, CHARTER.number))
    return (*names, *(f"{CHARTER.body.upper()}{sign}{name}" for sign in " -" for name in names))


_READINGS = 6  # so many symbols are named that a number can stand for


def _with_number(db: sqlite3.Connection, typed: str) -> dict[str, None]:
    """The symbols of texts, held or cited, that have the number which was typed.

    What stands before it narrows them, and finds none where it says anything else: the name of what they are
    ("resolution 70/1") and letters of their symbols ("HRC 5/1").
    """
    printed = _NUMBERED.search(typed)
    if printed is None or (printed["session"] and printed["year"]):
        return {}
    rows = db.execute(
        "SELECT symbol, kind FROM (SELECT symbol, body, kind, session, number, part FROM work UNION"
        " SELECT symbol, body, kind, session, number, part FROM cited) WHERE kind <> 'document' AND symbol <> ''"
        " AND number = :number AND part = '' AND session = CASE WHEN :session = '' THEN session ELSE :session END"
        " AND (:session <> '' OR body IN (SELECT body FROM work WHERE session LIKE '____'"
        " UNION SELECT body FROM cited WHERE session LIKE '____')) ORDER BY symbol",
        {"number": printed["number"], "session": printed["session"] or printed["year"] or ""},
    ).fetchall()
    before = re.findall(r"\w+", typed[: printed.start()].replace("_", " "))
    return dict.fromkeys(
        symbol for symbol, kind in rows if all(w == kind or w.upper() in symbol.split("/") for w in before)
    )


def cited_ids(db: sqlite3.Connection, identity: Identity) -> tuple[int, ...]:
    """The ids of a text among what is cited; without a letter of a part those of its parts too.  In order."""
    rows = db.execute(
        "SELECT id FROM cited WHERE body = :body AND kind = :kind AND session = :session AND number = :number"
        " AND (part = :part OR :part = '') ORDER BY id",
        {name: getattr(identity, name) for name in identity.__struct_fields__},
    )
    return tuple(at for (at,) in rows)


def cited_by(
    db: sqlite3.Connection, identity: Identity, place: str = "", language: str = "", *, copies: bool = False
) -> Iterator[Reference]:
    """The citations of a text, or of one paragraph of it and the points in that, in the order of the texts that cite;
    those by texts in one language, where it is named.

    `place` is the eId of a paragraph.  Of a text that several files hold in one language the one that stands
    for it cites, with `copies` each.
    """
    sql = f"{_COLUMNS} WHERE citation.cited IN (SELECT value FROM json_each(:cited))"
    sql += " AND (version.language = :language OR :language = '')"
    left_out = "" if copies else copies_in(db)
    sql += f" AND {NO_COPIES}" if left_out else ""
    cited = f"[{','.join(map(str, cited_ids(db, identity)))}]"
    values = {"cited": cited, "language": language}
    if place:
        places = dict.fromkeys((place, *_standing(db, identity, place)))  # texts cite "paragraph 2" without its section
        sql += f" AND ({_AT.format(eid='citation.fragment')} OR citation.id IN (SELECT value FROM json_each(:ranges)))"
        values |= _places(places)
        values["ranges"] = f"[{','.join(str(at) for one in places for at in _ranges_with(db, cited, one))}]"
    values |= {"copies": left_out} if left_out else {}
    for row in db.execute(sql + _ORDER, values):
        yield _reference(row)


def cited_not_held(db: sqlite3.Connection) -> Iterator[Reference]:
    """The citations of texts that the library does not hold in any language, in the order of the texts that cite; of a
    text that several files hold in one language the one that stands for it cites.
    """
    sql = f"{_COLUMNS} WHERE cited.kind <> 'act'"
    sql += " AND NOT EXISTS (SELECT 1 FROM work AS w JOIN version AS v ON v.work = w.id"
    sql += " WHERE w.body = cited.body AND w.kind = cited.kind AND w.session = cited.session"
    sql += " AND w.number = cited.number AND (w.part = cited.part OR cited.part = ''))"
    left_out = copies_in(db)
    sql += f" AND {NO_COPIES}" if left_out else ""
    for row in db.execute(sql + _ORDER, {"copies": left_out} if left_out else {}):
        yield _reference(row)


def _inside(place: str) -> str:
    """The pattern of LIKE for the eIds of what is in a place."""
    return place.replace("!", "!!").replace("_", "!_").replace("%", "!%") + "!_!_%"


def _ranges_with(db: sqlite3.Connection, cited: str, wanted: str) -> Iterator[int]:
    """The ids of the citations of texts that cite a range in which a place is."""
    rows = db.execute(
        "SELECT id, fragment, fragment_to FROM citation WHERE fragment_to IS NOT NULL"
        " AND cited IN (SELECT value FROM json_each(?))",
        (cited,),
    )
    for at, first, last in rows:
        if is_between(wanted, first, last):
            yield at


def is_between(place: str, first: str, last: str) -> bool:
    """Whether a place is one of a range of paragraphs, points or sections, by the eIds of its ends.

    >>> is_between("para_125", "para_121", "para_136"), is_between("para_137", "para_121", "para_136")
    (True, False)
    >>> is_between("para_12__list_1__point_c", "para_12__list_1__point_b", "para_12__list_1__point_d")
    True
    >>> is_between("sec_II", "sec_I", "sec_IV"), is_between("point_viii", "point_i", "point_iv")
    (True, False)
    """
    steps, ends = place.split("__"), (first.split("__"), last.split("__"))
    at = next((k for k, (one, other) in enumerate(zip(*ends, strict=False)) if one != other), -1)
    if at < 0 or len(steps) != at + 1 or steps[:at] != ends[0][:at]:
        return False
    kinds, labels = zip(*(step.rpartition("_")[::2] for step in (ends[0][at], steps[at], ends[1][at])), strict=True)
    if len(set(kinds)) > 1:
        return False
    roman = all(_ROMAN.issuperset(label.casefold()) for label in (labels[0], labels[2]))
    low, wanted, high = (_rank(label, roman=roman) for label in labels)
    return low <= wanted <= high


_ROMAN = frozenset("ivx")  # more letters than these in both ends, (c) to (m), are those of the alphabet


def _rank(label: str, *, roman: bool) -> tuple[int, int, str]:
    """What puts labels in order: 9 before 10, 9 before 9 bis, z before aa, ix before x."""
    digits = len(label) - len(label.lstrip("0123456789"))
    if digits:
        return 0, int(label[:digits]), label[digits:]
    if roman and (value := unroman(label)):
        return 1, value, ""
    return 2, len(label), label.casefold()


_WORD_BEFORE = lazy_pattern(r"^[^\W\d_]+\.?\s*(?=\d)")  # "paragraph 12", "para. 12", "OP12"


def fragment_of(paragraph: str) -> str:
    """The eId of a paragraph that is called by its number.

    >>> fragment_of("12"), fragment_of("12 (b) (i)"), fragment_of("para_12"), fragment_of("")
    ('para_12', 'para_12__list_1__point_b__list_1__point_i', 'para_12', '')
    >>> fragment_of("para. 12 (b)"), fragment_of("OP12")
    ('para_12__list_1__point_b', 'para_12')
    """
    if "_" in paragraph or not paragraph.strip():
        return paragraph.strip().removeprefix("#")
    paragraph = _WORD_BEFORE.sub("", paragraph.strip())
    number, *points = paragraph.replace("(", " ").replace(")", " ").replace(".", " ").split()
    return f"para_{number}" + "".join(f"__list_1__point_{point}" for point in points)


def standing(place: str, units: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The eIds that a place means in a text, of whose units the eIds and the parts are given: itself where it stands
    there, else the operative ones in sections, as operative paragraphs are counted through a text.

    >>> standing("para_2", [("sec_I__para_2", "operative"), ("att_1__para_2", "annex")])
    ('sec_I__para_2',)
    """
    inside = f"__{place}"
    named = dict.fromkeys(one for one in units if one[0] == place or one[0].endswith(inside))
    if any(eid == place for eid, _ in named):
        return (place,)
    return tuple(eid for eid, part in named if part == "operative")


def _standing(db: sqlite3.Connection, identity: Identity, place: str) -> tuple[str, ...]:
    """The same in a text that the library holds, in all its languages."""
    rows = db.execute(
        "SELECT DISTINCT unit.eid, unit.part FROM work JOIN version ON version.work = work.id JOIN unit ON"
        " unit.version = version.id WHERE work.body = :body AND work.kind = :kind AND work.session = :session"
        " AND work.number = :number AND (work.part = :part OR :part = '')"
        " AND substr(unit.eid, -length(:place)) = :place ORDER BY unit.eid",
        {"place": place, **{name: getattr(identity, name) for name in identity.__struct_fields__}},
    )
    return standing(place, rows.fetchall())


_AT = (
    "({eid} IN (SELECT value FROM json_each(:places))"
    " OR EXISTS (SELECT 1 FROM json_each(:insides) WHERE {eid} LIKE value ESCAPE '!'))"
)
"""What SQL asks of an eId that is one of some places, or in one."""


def _places(places: Iterable[str]) -> dict[str, str]:
    """The values of `_AT`."""
    named = list(places)
    return {"places": dumps(named), "insides": dumps([_inside(place) for place in named])}


def cited_in(db: sqlite3.Connection, version: int) -> Iterator[Reference]:
    """What a version cites, by its id, in reading order."""
    for row in db.execute(f"{_COLUMNS} WHERE unit.version = ?{_ORDER}", (version,)):
        yield _reference(row)


def cites(
    db: sqlite3.Connection, identity: Identity, place: str = "", language: str = "", *, copies: bool = False
) -> Iterator[Reference]:
    """What a text cites, or a paragraph of it, by its eId, in reading order, in one of its languages or in all; of
    several files that hold it in one language the one that stands for it says it, with `copies` each.
    """
    left_out = "" if copies else copies_in(db)
    sql = (
        f"{_COLUMNS} WHERE work.body = :body AND work.kind = :kind AND work.session = :session"
        " AND work.number = :number AND (work.part = :part OR :part = '')"
        " AND (version.language = :language OR :language = '')"
    )
    if place:
        sql += f" AND {_AT.format(eid='unit.eid')}"
    values = {name: getattr(identity, name) for name in identity.__struct_fields__}
    values |= {"language": language, **(_places(_standing(db, identity, place)) if place else {})}
    if left_out:
        sql += f" AND {NO_COPIES}"
        values["copies"] = left_out
    for row in db.execute(sql + _ORDER, values):
        yield _reference(row)

"""What a person says about a document that the program read wrongly: a small, closed vocabulary, as TOML.

A correction is keyed by what stands in the source (the first words of a line, and of the one before, or its number) and
checked: one that matches nothing, or more than one line, is not applied and is reported.  So the same input with the
same corrections gives the same bytes, and nothing that a person settled is lost when the input is converted again.

    symbol = "A/RES/99/12"           # also date (YYYY-MM-DD), language (a code) and body (a name of `akn bodies`)

    [[line]]
    starts = "Working methods"       # or: number = 12, the line of the source; both where neither tells alone
    after = "Chapter two"            # where several lines begin so: what the line before it begins with
    nth = 2                          # where these are several still: the second of them,
    of = 3                           # as long as there are three
    role = "heading"                 # see LineRole; "furniture" leaves the line out
    level = 2                        # of a heading: 1 is the highest; headings that are read as below it go along
    under = "Requests the Secretary" # for a point: the first words of what it stands under; for a note: its marker
    label = "(i)"                    # a line of its own begins where this stands in the line
    words = "Working methods"        # what the line says, where other words were read
    action = false                   # nothing in this line is an action

    [[reference]]
    text = "its resolution 98/7"     # the words as printed
    to = "A/RES/98/7"                # a symbol or an AKN address; "" for no reference at all
    starts = "Recalling its"         # only in the paragraph with these first words; without it, wherever they stand
"""

from __future__ import annotations

from datetime import date
from typing import Literal, get_args

from akn.bodies.symbols import parse_symbol, work_uri
from akn.data import Shape, checked, parsed_toml
from akn.errors import DataError
from akn.xml.uri import is_day

LineRole = Literal[
    "cover",
    "title",
    "formula",
    "preambular",
    "operative",
    "heading",
    "point",
    "closing",
    "annex",
    "furniture",
    "continues",
    "table",
    "head",
    "cell",
    "earlier",
    "later",
    "note",
    "",
]


ROLES = tuple(role for role in get_args(LineRole) if role)
LEVELS = range(1, 7)
"""The levels of headings that can be told: as many as HTML and Word have names for."""


class LineCorrection(Shape, frozen=True):
    """What a person says about one line."""

    starts: str = ""
    number: int = 0
    after: str = ""
    nth: int = 0
    of: int = 0
    role: LineRole = ""
    level: int = 0
    under: str = ""
    label: str = ""
    action: bool = True
    words: str = ""


class ReferenceCorrection(Shape, frozen=True):
    """What certain words refer to: in all places, or in the paragraph with some first words."""

    text: str
    to: str
    starts: str = ""


class Corrections(Shape, frozen=True):
    """All that a person says about one document."""

    symbol: str = ""
    date: str = ""
    language: str = ""
    body: str = ""
    line: tuple[LineCorrection, ...] = ()
    reference: tuple[ReferenceCorrection, ...] = ()


NONE = Corrections()


def corrections_in(text: str, source: str) -> Corrections:
    """The corrections that a TOML text holds; `source` names it.  Raises DataError for anything else in it.

    >>> corrections_in('symbol = "A/RES/99/12"', "x.toml").symbol
    'A/RES/99/12'
    """
    try:
        table = parsed_toml(text, source)
        if isinstance(table.get("date"), date):  # TOML has dates of its own, without quotation marks
            table["date"] = table["date"].isoformat()
        found = checked(Corrections, table, source)
    except DataError as error:
        known = (
            f"lines have {', '.join(LineCorrection.__struct_fields__)}; roles are {', '.join(ROLES)}; "
            "what is said of the whole document stands before the first [[line]]"
        )
        raise DataError(f"{error}; {known}" if "[[line]]" in text else str(error)) from None
    _check_lines(found, source)
    if found.date and not is_day(found.date):
        raise DataError(f"{source}: the date {found.date!r} is no day of the form YYYY-MM-DD")
    if found.symbol and parse_symbol(found.symbol) is None:
        raise DataError(f"{source}: {found.symbol!r} is no symbol")
    _check_references(found, source)
    return found


def _check_lines(found: Corrections, source: str) -> None:
    """Raise DataError for a line that nothing names, and for one of several that no words tell from others."""
    if not all(one.starts.strip() or one.number for one in found.line):
        raise DataError(f"{source}: a line is named by its first words (starts), by its number, or by both")
    for one in found.line:
        if one.level and (one.level not in LEVELS or one.role != "heading"):
            raise DataError(f'{source}: a level is one of 1 to {LEVELS[-1]}, beside role = "heading"')
        counted = 0 <= one.nth <= one.of and bool(one.nth) == bool(one.of)
        if not counted or ((one.after or one.nth) and not one.starts.strip()):
            raise DataError(f"{source}: after, and nth with of (nth = 2, of = 3), stand beside first words (starts)")


def _check_references(found: Corrections, source: str) -> None:
    """Raise DataError for a reference that nothing names, for one that comes twice and for one to no address."""
    if not all(ref.text.strip() for ref in found.reference):
        raise DataError(f"{source}: a reference is named by its words (text)")
    if len({(ref.text, ref.starts) for ref in found.reference}) < len(found.reference):
        raise DataError(f"{source}: two references are for the same words")
    for ref in found.reference:
        address(ref.to, source)


def address(to: str, source: str) -> str:
    """The AKN address that a corrected reference leads to."""
    if not to or to.startswith(("/akn/", "#")):
        return to
    symbol = parse_symbol(to)
    if symbol is None:
        raise DataError(f"{source}: {to!r} is neither a symbol nor an AKN address")
    return str(work_uri(symbol))

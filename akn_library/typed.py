"""What a person means who types or pastes a text with a place in it: "A/RES/98/12, para. 4", "98/12 (OP 4 (b))",
"paragraphe 4 b) de la résolution 98/12", an address with its fragment, a place as the tables print it.

Texts are read by `akn_library.citations.symbol_asked`, places by the reader of citations (`akn.inline.places`), in all
languages.  What is not understood to its end is refused: half of it would be another place.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from msgspec import Struct

from akn.bodies.identity import Identity
from akn.bodies.symbols import parse_symbol
from akn.errors import UsageError
from akn.inline.context import CHARTER as CHARTER_ADDRESS
from akn.inline.context import place_in
from akn.inline.lexicon import Lexicon, lexicon, worded
from akn.inline.places import LEVELS, Passage, passages_in
from akn.languages import codes, load, working
from akn.languages.shape import Language
from akn.languages.view import fold
from akn.locations import PARAGRAPH
from akn.patterns import lazy_pattern
from akn_library.citations import charter_names, fragment_of, identity_in, symbol_asked
from akn_library.entry import CHARTER, fragment_in

_LIGHT = " ,;:.،"
_WIDE = lazy_pattern("[，、；：]")
_EID = lazy_pattern(r"#?[a-z]+_[\w.-]+")
_PLAIN = lazy_pattern(r"[§¶ ]*([1-9][0-9]{0,2}(?: ?\([^\W_]{1,5}\))*)")
_UNDOTTED = lazy_pattern(r"(?<=[^\W\d_])(?=\s*\d)")  # "para 4" is "para. 4"


class Meant(Struct, frozen=True):
    """A text, by its symbol and by what it is known by, and the eId of a place in it; empty for the whole."""

    symbol: str
    identity: Identity
    place: str


def meant(db: sqlite3.Connection, typed: str, paragraph: str = "") -> Meant:
    """The text that a person means, and the place in it that stands beside the symbol or is named apart from it.

    Raises UsageError for what is no text, for a place that is not understood, and where two places are named.
    """
    symbol, place = parted(db, typed)
    if place and paragraph and fragment_of(paragraph) != place:
        raise UsageError(f"{typed!r} names a place already, and {paragraph!r} is another one")
    return Meant(symbol, identity_in(symbol), place or fragment_of(paragraph))


def text_meant(db: sqlite3.Connection, typed: str) -> str:
    """The symbol of the text that a person means, where no place in it can be asked for.

    Raises UsageError where one is named.
    """
    symbol, place = parted(db, typed)
    if place:
        raise UsageError(f"{typed!r} names a place in {symbol}, and only a whole text can be asked for here")
    return symbol


def parted(db: sqlite3.Connection, typed: str) -> tuple[str, str]:
    """The symbol and the eId that a person means; the eId is empty where no place is named.

    What means no text comes back as it is (see `symbol_asked`).  Raises UsageError for a number that several texts
    have, and for a place that is not understood.
    """
    before, sign, fragment = typed.strip().partition("#")
    if sign and _EID.fullmatch(fragment):
        return symbol_asked(db, before.partition("/!")[0]), fragment
    words = _WIDE.sub(", ", typed).split()
    if not _is_torn(words, len(words)) and (whole := _symbol(db, typed)):
        return whole, ""
    if (in_charter := _in_charter(typed)) is not None:
        return CHARTER.number, in_charter
    for text, rest in _runs(words):
        said = _place(rest)
        if said and (symbol := _symbol(db, text)) and said.may_be_in(symbol):
            return symbol, said.eid
    for text, rest in _runs(words):
        if parse_symbol(text) is not None:
            symbol = symbol_asked(db, text)
            if place := _printed_place(db, symbol, rest):
                return symbol, place
            raise UsageError(f"{typed!r} is no symbol, {text} is one: {rest!r} names no place in it, or several")
    return symbol_asked(db, typed), ""


_LONGEST = 24  # nobody names a place in more words; the runs of words are as many as the square of it


def _runs(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The runs of some words, the longest first, each with the words around it."""
    count = len(words) if len(words) <= _LONGEST else 0
    for size in range(count - 1, 0, -1):
        for first in range(count - size + 1):
            if _is_torn(words, first + size):
                continue
            around = (*words[:first], *words[first + size :])
            yield _bare(words[first : first + size]), _bare(around)


_LETTER = lazy_pattern(r"(?:^|([\d)]))([^\W\d_])(\W*)$")


def _is_torn(words: Sequence[str], end: int) -> bool:
    """Whether the words before an offset end in a letter that is no part of a symbol but begins what follows, or
    shortens a word: "98/12 p. 4", "98/12 c 4".  A part is a capital, or glued on; no stop and no number follow it.
    """
    letter = _LETTER.search(words[end - 1]) if words else None
    if letter is None:
        return False
    glued, sign, stopped = letter[1], letter[2], "." in letter[3]
    if end == len(words):
        return stopped and sign.islower()
    numbered = not letter[3] and words[end][0].isdigit()
    return stopped or numbered or (not glued and sign.islower())


def _bare(words: Sequence[str]) -> str:
    """Words without the punctuation around them, and without brackets that are around all of them."""
    text = " ".join(words).strip(_LIGHT)
    return text[1:-1].strip(_LIGHT) if _closed_at(text) == len(text) - 1 > 0 else text


def _closed_at(text: str) -> int:
    """Where the bracket is closed that a text begins with; -1 if there is none, or it stays open."""
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign in "([") - (sign in ")]")
        if depth < 1:
            return at if at else -1
    return -1


def _symbol(db: sqlite3.Connection, text: str) -> str:
    """The symbol of the text that is meant; empty if none is."""
    found = symbol_asked(db, text)
    return found if parse_symbol(found) is not None or found == CHARTER.number else ""


class _Said(Struct, frozen=True):
    """The eId of a place, and whether it is said to be in a resolution."""

    eid: str
    of_resolution: bool = False

    def may_be_in(self, symbol: str) -> bool:
        """Whether a text can be the one that is said."""
        if symbol == CHARTER.number:
            return self.eid.startswith(_IN_CHARTER)
        return not self.of_resolution or identity_in(symbol).kind == _RESOLUTION


_RESOLUTION = "resolution"


def _place(said: str) -> _Said | None:
    """The one place that is said, in whatever language; None if there is none, or more is said."""
    if _EID.fullmatch(said):
        return _Said(said.removeprefix("#"))
    if plain := _PLAIN.fullmatch(said.casefold().removeprefix(PARAGRAPH)):
        return _Said(fragment_of(plain[1]))
    first = (*working(), *(code for code in codes() if code not in working()))
    readings = (_read(text, load(code)) for text in (said, _UNDOTTED.sub(".", said)) for code in first)
    return next(filter(None, readings), None)


def _read(said: str, language: Language) -> _Said | None:
    """The place that a text in a language is nothing but."""
    content = fold(said).content
    passages = sorted(passages_in(content, language), key=lambda p: p.start)
    words = _around(content, passages, lexicon(language, "of", "own", _RESOLUTION))
    eid = _eid(passages) if words is not None else ""
    return _Said(eid, _RESOLUTION in (words or ())) if eid else None


def _around(content: str, passages: Sequence[Passage], link: Lexicon[str]) -> list[str] | None:
    """What the words around passages are, as a lexicon has them; None if there are others."""
    ends = [0, *(at for p in passages for at in (p.start, p.end)), len(content)]
    found = [link.cover(content, *gap, light=_LIGHT) for gap in zip(ends[::2], ends[1::2], strict=True)]
    return None if None in found else [word for words in found for word in words or ()]


def _eid(passages: Sequence[Passage]) -> str:
    """The eId of the one place that passages name together; empty if they are several, or none."""
    outer_first = sorted(passages, key=lambda p: LEVELS.index(p.level))
    twice = any(a.level == b.level != "point" for a, b in pairwise(outer_first))
    if twice or not passages or any(len(p.members) > 1 or p.members[0].last for p in passages):
        return ""
    return fragment_in(place_in(CHARTER_ADDRESS, "/".join(p.members[0].first for p in outer_first)))


def _in_charter(typed: str) -> str | None:
    """The eId of the place in the Charter that is said, empty for all of it; None if anything else is said."""
    for code in codes():
        language = load(code)
        content = fold(typed).content
        link = _charter_words(language)
        if not link.may_stand_in(content):
            continue
        passages = sorted(passages_in(content, language), key=lambda p: p.start)
        if (_around(content, passages, link) or ()).count(_CHARTER) == 1:
            eid = _eid(passages)
            if eid.startswith(_IN_CHARTER) or not passages:
                return eid
    return None


_CHARTER = "charter"
_IN_CHARTER = ("chp_", "art_")  # it has chapters and articles, and paragraphs in these alone


@cache
def _charter_words(language: Language) -> Lexicon[str]:
    """The names of the Charter, and the words that may stand around them."""
    words = dict.fromkeys(charter_names(language), _CHARTER)
    for form in (*language.citations.of, *language.citations.own):
        words.setdefault(form, "of")
        words.setdefault(form.split()[-1], "of")  # the article: "of the" has it
    return worded(language, words)


def _printed_place(db: sqlite3.Connection, symbol: str, said: str) -> str:
    """The eId of the place that tables print so, in a text that the library holds; empty if it is none or not clear."""
    rows = db.execute(
        "SELECT DISTINCT unit.eid FROM work JOIN version ON version.work = work.id JOIN unit ON"
        " unit.version = version.id WHERE work.symbol = ? AND unit.place = ? LIMIT 2",
        (symbol, said),
    ).fetchall()
    return str(rows[0][0]) if len(rows) == 1 else ""

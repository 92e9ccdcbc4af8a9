"""Numbers of resolutions and decisions, alone and in lists, in every language: profile 2.2, R-090, R-091.

A number alone says little: 67/195 may be a resolution of one organ, 54/10 of another, 2020/21 a season.  What is
printed around it decides: a noun ("resolutions"), the name of an organ, a word that ties it to the organ that speaks
("its").  This pass reports what each number may be, best reading first, in the attribute `cite`, readings apart by
`|`; `akn.inline.resolve` settles the rest by dates, neighbours and the rest of the file.

    cite="A/RES/67/195"                one reading
    cite="A/RES/67/195|A/RES/195/67"   the order of the halves is open
    dated="A/HRC/RES/43/1"             what it is only if a printed date bears it out
    basis                              how far the words support it: an organ is named (organ), at the head of the
                                       list (list), it is the speaker's own (own) or that of the organ named last
                                       (theirs), there is a noun (host), or less (weak)
    foreign                            an organ was named whose resolutions have no address
    abroad                             such an organ was named last, further off: a date against the number is its own
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from msgspec.structs import replace

from akn.bodies import citing
from akn.bodies.adopted import year_of_running
from akn.bodies.symbols import numbered, where_unsaid
from akn.inline.context import Context, TextView
from akn.inline.lexicon import lexicon, organs
from akn.inline.numbers import Number, NumberForm, bare_numbers, glued_joints, letter_of, numbers, part_letters
from akn.inline.surroundings import COUNCIL, FOREIGN, Reading, readings
from akn.languages.shape import Language
from akn.languages.view import folded
from akn.patterns import lazy_pattern
from akn.text import Kind, Mark, mark

_JOINT = 10


def find(seen: TextView, context: Context) -> Iterator[Mark]:
    """Resolutions and decisions in one text, as REF marks with `cite` (see the module)."""
    content = seen.content
    found = list(numbers(content, context.language)) if "/" in content or "(" in content else []
    for through in citing().through:
        if context.actor == through or any(map(content.__contains__, _names_of(through, context.language))):
            bare = (
                (number, year_of_running(through, number.first)) for number in bare_numbers(content, context.language)
            )
            found += [replace(number, second=year) for number, year in bare if year]
    if len(found) > 1:
        found.sort(key=lambda number: number.start)
    if not found:
        return
    for number, words in zip(found, readings(content, found, context), strict=True):
        if words.basis == "weak" and _INITIALS.search(content, max(0, number.start - _LETTERS), number.start):
            continue
        yield from _marks(number, words, context)
        if number.part:
            for other in _more_parts(content, number, context):
                yield from _marks(other, words, context)


# The initials of an organ before the number of a document of its own: "MSC 105/20".  Of 1,165 texts in four formats,
# 20 such numbers were reported as citations without an address, and one was linked (LC 45/18).
_INITIALS = lazy_pattern(r"(?<![\w/-])[A-Z]{2,6} $")
_LETTERS = 7  # of initials and the space after them, at most


@cache
def _names_of(actor: str, language: Language) -> tuple[str, ...]:
    return tuple(folded(names for code, names in organs(language) if code == actor))


def _more_parts(content: str, number: Number, context: Context) -> Iterator[Number]:
    """The letters after a number with a part letter, "75/101 A, B and C": each is another text."""
    end = number.end
    joints, letters = lexicon(context.language, "join", "to"), part_letters(context.language)
    glued = glued_joints(context.language)
    while True:
        at, _ = joints.lead(content, end, end + _JOINT)
        at += next((len(form) for form in glued if content.startswith(form, at)), 0)
        m = letters.match(content, at)
        if m is None or at == end:
            return
        end = m.end()
        yield replace(number, start=at, end=end, part=letter_of(m[0], context.language))


def _marks(number: Number, words: Reading, context: Context) -> Iterator[Mark]:
    if words.noun == "unrelated":
        return
    if words.organ == FOREIGN:
        yield mark(number.start, number.end, Kind.REF, foreign="true", basis="organ")
        return
    symbols = symbols_of(number, words, context)
    if not symbols and words.basis == "list":  # the head of the list spoke of another organ
        words = replace(words, organ="", basis="host")
        symbols = symbols_of(number, words, context)
    others = _if_dated(number, words, symbols, context)
    if symbols or (others and words.noun):
        cite, dated = "|".join(symbols), "|".join(others)
        abroad = "true" if words.near == FOREIGN else ""
        yield mark(number.start, number.end, Kind.REF, basis=words.basis, cite=cite, dated=dated, abroad=abroad)
    elif unnamed := _unnamed(number, words):
        yield mark(number.start, number.end, Kind.REF, cite=unnamed, basis="weak")  # 2023/11: if a date bears it out
    elif words.noun:
        yield mark(number.start, number.end, Kind.REF, foreign="true", basis=words.basis)


def _unnamed(number: Number, words: Reading) -> str:
    """A text of a body that numbers by year, by the shape of its number alone, if none other counts so any more."""
    if number.shape is not NumberForm.SLASH or words.near == FOREIGN:
        return ""
    for actor, since in citing().yearly.items():
        if since and int(number.first) >= since and (symbol := numbered(actor, _written(number))):
            return symbol.printed
    return ""


# ---- from words to symbols


def symbols_of(number: Number, words: Reading, context: Context) -> list[str]:
    """The symbols that a number may stand for, the likeliest first; empty if it can be none.

    Where no organ is named for it the host speaks, or the organ whose sentence it is ("the Council, in its
    resolution"); a council counts only if it speaks or was mentioned before.  What numbers a body can have is said
    in its file.
    """
    cited, named = citing(), words.organ
    if number.shape is NumberForm.BARE and (named or context.actor) not in cited.through:
        return []
    actors: Iterable[str]
    if named == COUNCIL:
        actors = cited.councils
    elif named:
        actors = [named]
    elif number.shape is not NumberForm.SLASH:  # one body at most has such a number, but for the oldest
        own = [context.actor] if words.basis == "own" else []
        actors = [*own, *cited.default, *cited.yearly, *cited.through]
    elif words.basis == "theirs":
        actors = [words.near, context.actor]
    else:
        actors = [context.actor, words.near, *cited.default]
    found = _read(actors, number, words, context)
    return found if number.shape is NumberForm.SLASH else found[:1]


def _if_dated(number: Number, words: Reading, symbols: list[str], context: Context) -> list[str]:
    """What a number may be besides, if the date printed with it says so: it tells the organ where no word does."""
    if number.shape is not NumberForm.SLASH or words.basis in ("organ", "own") or words.near == FOREIGN:
        return []
    cited = citing()  # a commission counts by years as well, so there the date proves nothing
    actors = [actor for actor in (*cited.default, *cited.councils) if actor not in cited.yearly]
    return [symbol for symbol in _read(actors, number, words, context) if symbol not in symbols]


def _read(actors: Iterable[str], number: Number, words: Reading, context: Context) -> list[str]:
    """The symbols of these bodies that the number can be, in each order in which it may be printed."""
    kind = "decision" if words.noun == "decision" else "resolution"
    orders = [number]
    if context.language.citations.either_order and number.shape is NumberForm.SLASH:
        orders.append(replace(number, first=number.second, second=number.first))
    written = list(map(_written, orders))
    found: dict[str, None] = {}
    for actor in filter(None, actors):
        for one in written:
            if symbol := numbered(actor, one, kind):
                found.setdefault((symbol if words.noun else where_unsaid(symbol)).printed)
    return list(found)


def _written(number: Number) -> str:
    """The number in Latin letters, as body files have it."""
    part = f" {number.part}" if number.part else ""
    session = f"{number.session}-" if number.session else ""
    if number.shape is NumberForm.SLASH:
        return f"{session}{int(number.first)}/{int(number.second)}{part}"
    return f"{number.first}{part} ({session}{number.second})"

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
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from msgspec.structs import replace

from akn.bodies.adopted import year_of_running
from akn.inline.context import Context, Seen
from akn.inline.numbers import Number, Shape, bare_numbers, glued_joints, letter_of, numbers, part_letters, roman_value
from akn.inline.surroundings import COUNCIL, FOREIGN, Reading, readings
from akn.inline.words import lexicon, organs
from akn.languages.fold import fold
from akn.languages.shape import Language, forms
from akn.text import Kind, Mark, mark

_FIRST_SLASH_SESSION = 31
"""General Assembly resolutions are numbered session/number from the thirty-first session (1976) on."""
_FIRST_ECOSOC_YEAR = 1978
_LAST_OF_THE_COMMISSION = 2006
_LAST_SESSION = 130
_LAST_COUNCIL_SESSION = 90
_JOINT = 10


def find(seen: Seen, context: Context) -> Iterator[Mark]:
    """Resolutions and decisions in one text, as REF marks with `cite` (see the module)."""
    content = seen.content
    found = list(numbers(content, context.language)) if "/" in content or "(" in content else []
    if context.actor == "unsc" or any(name in content for name in _council_names(context.language)):
        known = ((number, year_of_running("unsc", number.first)) for number in bare_numbers(content, context.language))
        found += [replace(number, second=year) for number, year in known if year]
        found.sort(key=lambda number: number.start)
    if not found:
        return
    for number, words in zip(found, readings(content, found, context), strict=True):
        yield from _marks(number, words, context)
        if number.part:
            for other in _more_parts(content, number, context):
                yield from _marks(other, words, context)


@cache
def _council_names(language: Language) -> tuple[str, ...]:
    """The names of the council that counts its resolutions through, so that they are known by the number alone."""
    named = (names for actor, names in organs(language) if actor == "unsc")
    return tuple(fold(form).content for many in named for form in forms(many))


def _more_parts(content: str, number: Number, context: Context) -> Iterator[Number]:
    """The letters behind a number with a part letter, "75/101 A, B and C": each is another text."""
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
        said = {"basis": words.basis, "cite": "|".join(symbols), "dated": "|".join(others)}
        yield mark(number.start, number.end, Kind.REF, **{name: value for name, value in said.items() if value})
    elif unnamed := _unnamed(number, words):
        yield mark(number.start, number.end, Kind.REF, cite=unnamed, basis="weak")  # 2023/11: if a date bears it out
    elif words.noun:
        yield mark(number.start, number.end, Kind.REF, foreign="true", basis=words.basis)


def _unnamed(number: Number, words: Reading) -> str:
    """A resolution of the Economic and Social Council by the shape of its number alone.

    Until 2006 the Commission on Human Rights numbered in the same way, so an older number needs the name of its organ.
    """
    recent = number.shape is Shape.SLASH and number.first.isdigit() and int(number.first) > _LAST_OF_THE_COMMISSION
    return _slash("unecosoc", number.first, number.second, number, "RES") if recent and words.near != FOREIGN else ""


# ---- from words to symbols


def symbols_of(number: Number, words: Reading, context: Context) -> list[str]:
    """The symbols that a number may stand for, the likeliest first; empty if it can be none.

    Where no organ is named for it the host speaks, or the organ whose sentence it is ("the Council, in its
    resolution"); a council counts only if it speaks or was mentioned before.
    """
    what = "DEC" if words.noun == "decision" else "RES"
    if number.shape is Shape.BARE and (words.organ or context.actor) != "unsc":
        return []
    if number.shape in (Shape.YEAR, Shape.BARE):
        return [f"S/RES/{number.first} ({number.second})"] if words.organ in ("", "unsc") and what == "RES" else []
    if number.shape is Shape.ROMAN:
        own = "unecosoc" if words.basis == "own" and context.actor == "unecosoc" else ""
        return _old(number, what, words.organ or own)
    if words.organ == COUNCIL:
        actors = ["unecosoc", "unga-hrc"]
    elif words.organ:
        actors = [words.organ]
    elif words.basis == "theirs":
        actors = [words.near, context.actor]
    else:
        actors = [context.actor, words.near, "unga"]
    candidates = [
        _slash(actor, first, second, number, what)
        for actor in dict.fromkeys(actors)
        for first, second in _orders(number, context)
    ]
    return list(dict.fromkeys(c for c in candidates if c))


def _if_dated(number: Number, words: Reading, symbols: list[str], context: Context) -> list[str]:
    """What a number may be besides, if the date printed with it says so: it tells the organ where no word does."""
    if number.shape is not Shape.SLASH or words.basis in ("organ", "own") or words.near == FOREIGN:
        return []
    what = "DEC" if words.noun == "decision" else "RES"
    slashes = (
        _slash(actor, *halves, number, what)
        for actor in ("unga", "unga-hrc")  # a commission counts as the Economic and Social Council does
        for halves in _orders(number, context)
    )
    return [symbol for symbol in dict.fromkeys(slashes) if symbol and symbol not in symbols]


def _orders(number: Number, context: Context) -> Iterator[tuple[str, str]]:
    yield number.first, number.second
    if context.words.either_order and not number.session:
        yield number.second, number.first


def _slash(actor: str, first: str, second: str, number: Number, what: str) -> str:
    """The symbol of session (or year) and number in the series of an organ; empty if there can be none."""
    part = f" {number.part}" if number.part else ""
    session, count = int(first), int(second)
    if not count:
        return ""
    if number.session:
        prefix = {"unga": "A", "unga-hrc": "A/HRC"}.get(actor, "")
        ok = prefix and not (number.session == "ES" and actor != "unga")
        return f"{prefix}/{what}/{number.session}-{session}/{count}{part}" if ok else ""
    if actor == "unga" and _FIRST_SLASH_SESSION <= session <= _LAST_SESSION:
        return f"A/{what}/{session}/{count}{part}"
    if actor == "unga-hrc" and 1 <= session <= _LAST_COUNCIL_SESSION and not part:
        return f"A/HRC/{what}/{session}/{count}"
    if actor == "unecosoc" and _FIRST_ECOSOC_YEAR <= session <= 2199 and count < 400:
        return f"E/{what}/{session}/{count}{part}"
    return ""


def _old(number: Number, what: str, organ: str) -> list[str]:
    """Numbers with a roman session: the Assembly to the thirtieth session, the Council beyond or where it is named."""
    part = f" {number.part}" if number.part else ""
    prefix = f"{number.session}-" if number.session else ""
    council = organ == "unecosoc" or (not organ and not prefix and roman_value(number.second) > 30)
    if organ not in ("", "unga", "unecosoc"):
        return []
    if not council and not prefix and roman_value(number.second) > 30:
        return []
    return [f"{'E' if council else 'A'}/{what}/{number.first}{part} ({prefix}{number.second})"]

"""Numbers of resolutions and decisions, alone and in lists, in every language: profile 2.2, R-090, R-091.

A number alone says little: 67/195 may be a resolution of one organ, 54/10 of another, 2020/21 a season.  What is
printed around it decides: a noun ("resolutions"), the name of an organ, a word that ties it to the organ that speaks
("its").  This pass reports what each number may be, best reading first, in the attribute `cite`, readings apart by
`|`; `akn.inline.resolve` settles the rest by dates, neighbours and the rest of the file.

    cite="A/RES/67/195"                one reading
    cite="A/RES/67/195|A/RES/195/67"   the order of the halves is open
    basis                              organ, host or weak: how far the words support it
    foreign                            an organ was named whose resolutions have no address
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from akn.inline.context import Context, Seen
from akn.inline.numbers import Number, Shape, numbers, roman_value
from akn.inline.words import alternatives, run_of
from akn.languages.shape import Language
from akn.text import Kind, Mark, mark
from akn.texts import Place

_FIRST_SLASH_SESSION = 31
"""General Assembly resolutions are numbered session/number from the thirty-first session (1976) on."""
_FIRST_ECOSOC_YEAR = 1978
_LAST_SESSION = 130
_LONG_GAP, _SHORT_GAP, _NOUN_GAP = 260, 40, 90


@dataclass(frozen=True, slots=True)
class _Cue:
    """A word that says something about the numbers near it; `kind` is a field of Citations or `organ`."""

    start: int
    end: int
    kind: str
    organ: str = ""


@dataclass(frozen=True, slots=True)
class _Reading:
    """The words that bear on a number: its noun, the organ that is named for it, and how well."""

    noun: str = ""  # resolution, decision or nothing
    organ: str = ""  # actor code, `foreign`, or nothing
    near: str = ""  # an organ named further off
    basis: str = "weak"  # organ, host, weak


def find(seen: Seen, context: Context) -> Iterator[Mark]:
    """Resolutions and decisions in one text, as REF marks with `cite` (see the module)."""
    content = seen.content
    if "/" not in content and "(" not in content:
        return
    found = list(numbers(content, context.language))
    if not found:
        return
    cues = [_cue(m) for m in _cues(context.language).finditer(content)]
    for number, words in zip(found, _readings(content, found, cues, context), strict=True):
        yield from _marks(number, words, context)


def _marks(number: Number, words: _Reading, context: Context) -> Iterator[Mark]:
    if words.noun == "unrelated":
        return
    readings = symbols_of(number, words.noun, words.organ, words.near, context)
    if words.organ == "foreign":
        yield mark(number.start, number.end, Kind.REF, foreign="true", basis="organ")
    elif readings:
        yield mark(number.start, number.end, Kind.REF, cite="|".join(readings), basis=words.basis)
    elif words.noun:
        yield mark(number.start, number.end, Kind.REF, foreign="true", basis=words.basis)


# ---- the words around a number


def _cue(m: re.Match[str]) -> _Cue:
    name = m.lastgroup or ""
    if name.startswith("organ_"):
        return _Cue(m.start(), m.end(), "organ", name.removeprefix("organ_").replace("_", "-"))
    return _Cue(m.start(), m.end(), name)


@cache
def _cues(language: Language) -> re.Pattern[str]:
    words = language.citations
    organs: dict[str, list[str]] = {}
    for table in (language.organs, words.organs):
        for actor, names in table.items():
            if actor != "un":  # the organisation adopts nothing; it is in half of all names
                organs.setdefault(actor, []).append(names)
    organs["foreign"] = list(words.foreign)
    groups = [
        f"(?P<organ_{actor.replace('-', '_')}>{alternatives(language, names)})" for actor, names in organs.items()
    ]
    for kind in ("council", "unrelated", "decision", "resolution", "own"):
        groups.append(f"(?P<{kind}>{alternatives(language, getattr(words, kind))})")
    return re.compile("|".join(groups))


def _readings(content: str, found: list[Number], cues: list[_Cue], context: Context) -> list[_Reading]:
    """For each number the words that bear on it, chains of numbers sharing what was said at their head."""
    out: list[_Reading] = []
    cues = _councils(cues, context)
    for i, number in enumerate(found):
        before = [c for c in cues if c.end <= number.start]
        nouns = [c for c in before if c.kind in ("resolution", "decision", "unrelated")]
        last_end = found[i - 1].end if i else -1
        noun = nouns[-1] if nouns else None
        if context.words.noun_last:
            words = _behind(content, number, found[i + 1 :], cues, context)
        elif noun and noun.end > last_end:  # the noun of this number
            gap = number.start - noun.end
            words = _at(content, noun, number, cues, context) if gap <= _NOUN_GAP else _Reading()
            if noun.kind != "unrelated" and words.basis == "host" and i and noun.start - last_end <= _SHORT_GAP:
                words = _inherit(words, out[i - 1], noun.kind)
        elif i and number.start - last_end <= _LONG_GAP:  # a list goes on
            words = out[i - 1]
            if words.noun == "unrelated":
                words = _Reading()
            organs = [c for c in before if c.kind == "organ" and c.start >= last_end]
            if organs and number.start - organs[-1].end <= 3:
                words = _Reading(words.noun, organs[-1].organ, "", "organ")
        else:
            words = _Reading()
        organ = _organ_after(content, number, cues, context)
        if organ and words.noun != "unrelated":
            words = _Reading(words.noun, organ, words.near, "organ")
            for back in range(i - 1, -1, -1):  # "resolutions 60/1 and 60/2 of the Assembly"
                if out[back].basis == "organ" or not _joined(content, found[back].end, found[back + 1].start, context):
                    break
                out[back] = _Reading(out[back].noun, organ, "", "organ")
        if not words.noun and context.place is Place.NOTE and _opens(content, number, context):
            words = _Reading("resolution", words.organ, "", "host" if not words.organ else words.basis)
        out.append(words)
    return out


def _councils(cues: list[_Cue], context: Context) -> list[_Cue]:
    """Short names of a council read as the council named last, else as the host if it is one, else left out."""
    councils = ("unsc", "unecosoc", "unga-hrc")
    last = context.actor if context.actor in councils else ""
    out = []
    for cue in cues:
        if cue.kind == "organ" and cue.organ in councils:
            last = cue.organ
        if cue.kind != "council":
            out.append(cue)
        elif last:
            out.append(_Cue(cue.start, cue.end, "organ", last))
    return out


def _at(content: str, noun: _Cue, number: Number, cues: list[_Cue], context: Context) -> _Reading:
    """What is said at a noun that stands before its number."""
    if noun.kind == "unrelated":
        return _Reading("unrelated") if number.start - noun.end <= 3 else _Reading()
    between = [c for c in cues if noun.end <= c.start and c.end <= number.start and c.kind == "organ"]
    if between and between[0].start - noun.end <= 12:
        return _Reading(noun.kind, between[0].organ, "", "organ")
    own = [c for c in cues if c.kind == "own" and c.end <= noun.start and noun.start - c.end <= 2]
    start = own[0].start if own else noun.start
    organs = [c for c in cues if c.kind == "organ" and c.end <= start]
    if organs:
        gap = content[organs[-1].end : start]
        if len(gap) <= 2 or (own and len(gap) <= _SHORT_GAP):
            return _Reading(noun.kind, organs[-1].organ, "", "organ")
        return _Reading(noun.kind, "", organs[-1].organ, "host")
    return _Reading(noun.kind, "", "", "host")


def _behind(content: str, number: Number, later: list[Number], cues: list[_Cue], context: Context) -> _Reading:
    """What is said where the noun follows its numbers: the organ before them, the noun after."""
    nouns = [c for c in cues if c.start >= number.end and c.kind in ("resolution", "decision", "unrelated")]
    noun = nouns[0] if nouns and nouns[0].start - number.end <= _LONG_GAP else None
    stop = noun.start if noun else number.end
    inside = [n for n in later if n.start < stop]
    if noun and not inside and noun.start - number.end > _SHORT_GAP:
        noun = None
    kind = noun.kind if noun else ""
    organs = [c for c in cues if c.kind == "organ" and c.end <= number.start]
    if organs and number.start - organs[-1].end <= 20:
        return _Reading(kind, organs[-1].organ, "", "organ")
    return _Reading(kind, "", organs[-1].organ if organs else "", "host" if kind else "weak")


def _inherit(words: _Reading, before: _Reading, noun: str) -> _Reading:
    """ "Assembly resolution 60/1 and resolution 60/2": the second noun has the organ of the first."""
    return replace(before, noun=noun) if before.basis == "organ" else words


def _organ_after(content: str, number: Number, cues: list[_Cue], context: Context) -> str:
    """The organ in "resolution 60/1 of the General Assembly"; empty if none follows at once."""
    for cue in cues:
        if cue.start >= number.end:
            gap = content[number.end : cue.start]
            if cue.kind == "organ" and len(gap) <= 16 and run_of(context.language, ("of",)).fullmatch(gap):
                return cue.organ if gap.strip(" ,(") else ""
            return ""
    return ""


def _joined(content: str, start: int, end: int, context: Context) -> bool:
    return end - start <= _SHORT_GAP and bool(
        run_of(context.language, ("join", "before", "after")).fullmatch(content[start:end])
    )


def _opens(content: str, number: Number, context: Context) -> bool:
    """True if the number is the first thing in a note, but for "see"."""
    return bool(run_of(context.language, ("see", "before")).fullmatch(content[: number.start].strip(" .")))


# ---- from words to symbols


def symbols_of(number: Number, noun: str, organ: str, near: str, context: Context) -> list[str]:
    """The symbols that a number may stand for, the likeliest first; empty if it can be none.

    `organ` is the one named for it, `near` one that is named further off; without either the host speaks.
    """
    what = "DEC" if noun == "decision" else "RES"
    if number.shape is Shape.YEAR:
        return [f"S/RES/{number.first} ({number.second})"] if organ in ("", "unsc") and what == "RES" else []
    if number.shape is Shape.ROMAN:
        return _old(number, what, organ)
    candidates = []
    for actor in dict.fromkeys(
        a for a in (organ, *(() if organ else (context.actor, near, "unga", "unga-hrc", "unecosoc"))) if a
    ):
        for first, second in _orders(number, context):
            symbol = _slash(actor, first, second, number, what, explicit=bool(organ), host=actor == context.actor)
            if symbol:
                candidates.append(symbol)
    if not organ:
        candidates = _likely(candidates, context, near)
    return list(dict.fromkeys(candidates))


def _likely(candidates: list[str], context: Context, near: str) -> list[str]:
    """Without a named organ a council counts only if it is the host or was mentioned before."""
    allowed = {"A": True, "H": "unga-hrc" in (context.actor, near), "E": True}
    return [c for c in candidates if allowed["H" if c.startswith("A/HRC") else c[0]]]


def _orders(number: Number, context: Context) -> Iterator[tuple[str, str]]:
    yield number.first, number.second
    if context.words.either_order and not number.session:
        yield number.second, number.first


def _slash(actor: str, first: str, second: str, number: Number, what: str, *, explicit: bool, host: bool) -> str:
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
    if actor == "unga-hrc" and 1 <= session <= _LAST_SESSION and not part:
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

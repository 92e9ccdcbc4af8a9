"""Numbers of resolutions and decisions, alone and in lists, in every language: profile 2.2, R-090, R-091.

A number alone says little: 67/195 may be a resolution of one organ, 54/10 of another, 2020/21 a season.  What is
printed around it decides: a noun ("resolutions"), the name of an organ, a word that ties it to the organ that speaks
("its").  This pass reports what each number may be, best reading first, in the attribute `cite`, readings apart by
`|`; `akn.inline.resolve` settles the rest by dates, neighbours and the rest of the file.

    cite="A/RES/67/195"                one reading
    cite="A/RES/67/195|A/RES/195/67"   the order of the halves is open
    basis                              how far the words support it: an organ is named (organ), at the head of the
                                       list (list), it is the speaker's own (own), a noun (host), or less (weak)
    foreign                            an organ was named whose resolutions have no address
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from akn.inline.context import Context, Seen
from akn.inline.lexicon import Lexicon
from akn.inline.numbers import Number, Shape, numbers, roman_value
from akn.inline.words import lexicon, organs
from akn.languages.shape import Language
from akn.text import Kind, Mark, mark
from akn.texts import Place

_FIRST_SLASH_SESSION = 31
"""General Assembly resolutions are numbered session/number from the thirty-first session (1976) on."""
_FIRST_ECOSOC_YEAR = 1978
_LAST_SESSION = 130
_LONG_GAP, _SHORT_GAP, _NOUN_GAP = 260, 40, 90
_NOUNS = ("resolution", "decision", "unrelated")


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
    basis: str = "weak"  # organ, list, own, host, weak


def find(seen: Seen, context: Context) -> Iterator[Mark]:
    """Resolutions and decisions in one text, as REF marks with `cite` (see the module)."""
    content = seen.content
    if "/" not in content and "(" not in content:
        return
    found = list(numbers(content, context.language))
    if not found:
        return
    cues = [_Cue(start, end, *said) for start, end, said in _cues(context.language).find(content)]
    for number, words in zip(found, _readings(content, found, cues, context), strict=True):
        yield from _marks(number, words, context)


def _marks(number: Number, words: _Reading, context: Context) -> Iterator[Mark]:
    if words.noun == "unrelated":
        return
    readings = symbols_of(number, words.noun, words.organ, words.near, context)
    if not readings and words.basis == "list":  # the head of the list spoke of another organ
        words = replace(words, organ="", basis="host")
        readings = symbols_of(number, words.noun, "", words.near, context)
    if words.organ == "foreign":
        yield mark(number.start, number.end, Kind.REF, foreign="true", basis="organ")
    elif readings:
        yield mark(number.start, number.end, Kind.REF, cite="|".join(readings), basis=words.basis)
    elif words.noun:
        yield mark(number.start, number.end, Kind.REF, foreign="true", basis=words.basis)


# ---- the words around a number


@cache
def _cues(language: Language) -> Lexicon[tuple[str, str]]:
    """Nouns and organs with what they say: a kind and, for organs, the actor; "its" in a noun as its actor."""
    words = language.citations
    entries: dict[str, tuple[str, str]] = {}
    for actor, names in organs(language):
        entries.setdefault(names, ("organ", actor))
    for form in words.council:
        entries.setdefault(form, ("council", ""))
    for kind in _NOUNS:
        for form in getattr(words, kind):
            entries.setdefault(form, (kind, "own" if form in words.its else ""))
    if words.noun_last:
        for form in words.own:
            entries.setdefault(form, ("own", ""))
    return Lexicon(language, entries)


def _readings(content: str, found: list[Number], cues: list[_Cue], context: Context) -> list[_Reading]:
    """For each number the words that bear on it, chains of numbers sharing what was said at their head."""
    cues = _councils(cues, context)
    out = [_alone(content, i, found, cues, context) for i in range(len(found))]
    if context.words.noun_last:
        for i in range(len(found) - 2, -1, -1):  # the noun behind a list is that of all its members
            if not out[i].noun and found[i + 1].start - found[i].end <= _LONG_GAP:
                out[i] = replace(out[i], noun=out[i + 1].noun, basis=out[i].basis if out[i].organ else out[i + 1].basis)
    _organ_behind(content, found, out, cues, context)
    for i in range(1, len(found)):
        _go_on(content, i, found, out, context)
    return out


def _alone(content: str, i: int, found: list[Number], cues: list[_Cue], context: Context) -> _Reading:
    """The words that bear on one number, its neighbours set aside."""
    number, last_end = found[i], found[i - 1].end if i else -1
    before = [c for c in cues if last_end <= c.start and c.end <= number.start]
    nouns = [c for c in before if c.kind in _NOUNS]
    if context.words.noun_last:
        return _behind(content, number, found[i + 1 : i + 2], cues, context)
    if nouns and number.start - nouns[-1].end <= _NOUN_GAP:
        return _at(content, nouns[-1], number, cues, context)
    named = [c for c in before if c.kind == "organ"]
    if named and number.start - named[-1].end <= 3:
        return _Reading("", named[-1].organ, "", "organ")
    if context.place is Place.NOTE and _opens(content, number, context):
        return _Reading("resolution", "", "", "host")
    return _Reading()


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
    own = noun.organ == "own" or _said_before(content, noun.start, context)
    named = [c for c in cues if c.kind == "organ" and c.end <= noun.start]
    basis = "own" if own else "host"
    if named:
        gap = noun.start - named[-1].end
        if gap <= 2 or (own and gap <= _SHORT_GAP):
            return _Reading(noun.kind, named[-1].organ, "", "organ")
        return _Reading(noun.kind, "", named[-1].organ, basis)
    return _Reading(noun.kind, "", "", basis)


def _said_before(content: str, start: int, context: Context) -> bool:
    """True if the word before a noun ties it to the organ that speaks ("its")."""
    word = content[max(0, start - 12) : start].strip().rpartition(" ")[2]
    return lexicon(context.language, "own").value_of(word) is not None


def _behind(content: str, number: Number, later: list[Number], cues: list[_Cue], context: Context) -> _Reading:
    """What is said where the noun follows its number: the organ before it, the noun at once behind it."""
    noun = next((c for c in cues if c.start >= number.end and c.kind in _NOUNS), None)
    if noun and (noun.start - number.end > _SHORT_GAP or (later and later[0].start < noun.start)):
        noun = None
    kind = noun.kind if noun else ""
    named = [c for c in cues if c.kind == "organ" and c.end <= number.start]
    own = any(c.kind == "own" and number.start - 20 <= c.start <= number.start for c in cues)
    if named and number.start - named[-1].end <= 20:
        return _Reading(kind, named[-1].organ, "", "organ")
    return _Reading(kind, "", named[-1].organ if named else "", "own" if own else "host" if kind else "weak")


def _organ_behind(content: str, found: list[Number], out: list[_Reading], cues: list[_Cue], context: Context) -> None:
    """The organ in "resolutions 60/1 and 60/2 of the General Assembly", for all members of the list."""
    for i, number in enumerate(found):
        organ = _organ_after(content, number, cues, context)
        if not organ or out[i].noun == "unrelated":
            continue
        out[i] = _Reading(out[i].noun, organ, "", "organ")
        for back in range(i - 1, -1, -1):
            if out[back].basis == "organ" or not _joined(content, found[back].end, found[back + 1].start, context):
                break
            out[back] = _Reading(out[back].noun, organ, "", "organ")


def _organ_after(content: str, number: Number, cues: list[_Cue], context: Context) -> str:
    """The organ that follows a number at once, with "of" between where the language has it; else empty."""
    for cue in cues:
        if cue.start >= number.end:
            if cue.kind != "organ" or cue.start - number.end > 16:
                return ""
            between = lexicon(context.language, "of").cover(content, number.end, cue.start)
            return cue.organ if between or (between is not None and context.words.genitive) else ""
    return ""


def _go_on(content: str, i: int, found: list[Number], out: list[_Reading], context: Context) -> None:
    """Hand on what was said at the head of a list: its noun, its organ."""
    gap, before, words = found[i].start - found[i - 1].end, out[i - 1], out[i]
    if before.noun == "unrelated" or words.noun == "unrelated":
        return
    if not words.noun and gap <= _LONG_GAP:  # "resolutions 60/1 of 16 September 2005, 65/1 of ..."
        organ = words.organ or before.organ
        basis = "organ" if words.organ else "list" if before.organ else before.basis
        out[i] = _Reading(before.noun, organ, words.near or before.near, basis)
    elif words.basis == "host" and gap <= _SHORT_GAP and before.organ:  # "Assembly resolution 60/1 and resolution 60/2"
        out[i] = _Reading(words.noun, before.organ, words.near, "list")


def _joined(content: str, start: int, end: int, context: Context) -> bool:
    link = lexicon(context.language, "join", "before", "after")
    return end - start <= _SHORT_GAP and link.cover(content, start, end) is not None


def _opens(content: str, number: Number, context: Context) -> bool:
    """True if the number is the first thing in a note, but for "see"."""
    leading = lexicon(context.language, "see", "before", "organ")
    return number.start <= _NOUN_GAP and leading.cover(content, 0, number.start) is not None


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

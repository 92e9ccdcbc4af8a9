"""Places in a text: "paragraph 4 of its resolution 716 (1991)", "paragraphs 35 to 37 and 67 to 72", "annex II".

Profile 2.2.  A passage is a noun with one or more numbers; several passages in a row may say one place ("section II,
paragraph 4", "paragraph 4 (b) of the annex").  This pass finds them and what they are said to belong to, and reports
it in attributes that `akn.inline.resolve` understands:

    place    the steps to the place, in the identifiers of the English text: "sec_II/para_4/point_b"
    in       of what: next (the citation behind), previous (the citation before), here (the text around it), whole (the
             resolution itself), charter, text (something that has a name but no number, "the Tunis Agenda")
    from_place, upTo_place   the same for the ends of a range (RREF)

A list is an MREF around its members, which carry the attributes; a noun with a single number is one REF, noun included.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from akn.inline.context import Context, Seen
from akn.inline.lexicon import Lexicon
from akn.inline.places import LEVELS, Value, step_of, value_source
from akn.inline.words import lexicon, organs, passage_nouns
from akn.languages.fold import fold
from akn.languages.shape import Language, forms
from akn.text import Kind, Mark, mark
from akn.vocabulary import inserted
from akn.walk import Place

_OUTER = {level: i for i, level in enumerate(LEVELS)}
_REACH = 90
_NARROW = 16
_OWN = frozenset({"para", "point", "sec", "annex"})
"""Levels that resolutions themselves have."""
_CHAPTERS = frozenset({"chp_VI", "chp_VII", "chp_VIII"})
_LONGEST = 20
"""No noun of a passage has more letters."""


class _Member(Struct, frozen=True):
    """One number or one range in a passage: offsets and steps."""

    start: int
    end: int
    first: str
    last: str = ""


class _Passage(Struct, frozen=True):
    """A noun with its numbers."""

    start: int
    end: int
    level: str
    members: tuple[_Member, ...]


def find(seen: Seen, context: Context) -> Iterator[Mark]:
    """Passages in one text that belong to something that the text names (see the module)."""
    passages = list(_passages(seen.content, context.language))
    if not passages:
        return
    passages.sort(key=lambda p: (p.start, -p.end))
    groups = list(_groups(seen.content, passages, context.language))
    for group, target in zip(groups, _targets(seen.content, groups, context), strict=True):
        if target:
            for i, passage in enumerate(group):
                yield from _marks(passage, group[:i] + group[i + 1 :], target)


def _marks(passage: _Passage, others: list[_Passage], target: str) -> Iterator[Mark]:
    above = [o for o in others if _OUTER[o.level] < _OUTER[passage.level] and len(o.members) == 1]
    above.sort(key=lambda o: _OUTER[o.level])
    path = "".join(f"{o.members[0].first}/" for o in above if not o.members[0].last)
    if len(passage.members) == 1:
        yield _mark(passage.members[0], passage.start, passage.end, path, target)
        return
    yield Mark(passage.start, passage.end, Kind.MREF)
    for member in passage.members:
        yield _mark(member, member.start, member.end, path, target)


def _mark(member: _Member, start: int, end: int, path: str, target: str) -> Mark:
    if member.last:
        ends = {"from_place": path + member.first, "upTo_place": path + member.last}
        return mark(start, end, Kind.RREF, **{"in": target}, **ends)
    return Mark(start, end, Kind.REF, (("in", target), ("place", path + member.first)))


# ---- finding passages

# a number, a Roman numeral or a capital letter; what stands before it is asked only where one is found.  One set of
# characters at the start lets the engine skip all others.
_VALUE = re.compile("[0-9A-ZАВСХ](?:[0-9]{0,2}|[A-ZАВСХ]{0,5})(?![0-9A-Za-zА-я])")


# a point that can stand without the number of its paragraph: "subparagraph (b)", "alinéa b)"
_POINT = re.compile(r"(?<=[^\W\d_] )\(?[^\W\d_]{1,4}\)")


def _spells(language: Language) -> bool:
    """True if numbers of passages are spelled out as a rule, so that only their nouns can be looked for."""
    return bool(language.citations.numerals) or len(language.citations.ordinals) > 2


@cache
def _rarely(language: Language) -> tuple[str, ...]:
    """Words without a digit or a capital that can be, or be without, the number of a passage."""
    words = language.citations
    stems = [form[1:] for level in words.bare for form in forms(words.passages.get(level, ""))]
    return (*stems, *(fold(f).content for many in words.ordinals for f in forms(many)))


@cache
def _nouns_behind(language: Language) -> Lexicon[str]:
    """Nouns that stand behind their numbers, with their level."""
    return Lexicon(language, {names: level for level, names in language.citations.noun_after.items()})


def _passages(content: str, language: Language) -> Iterator[_Passage]:
    words = language.citations
    last = 0
    for start, end, level in _nouns_in(content, language):
        if start < last:
            continue
        m = _values(language, point=level == "point").match(content, end)
        if m and _inserted().match(content, m.end()):
            last = m.end()  # "paragraph 2 bis" is not paragraph 2
        elif m:
            members = tuple(_members(content, m.start(1), m.end(), level, language))
            if members:
                last = m.end()
                yield _Passage(start, last, level, members)
        elif level in words.bare:
            yield _Passage(start, end, level, (_Member(start, end, step_of(level, None, language)),))
    if words.noun_after:
        yield from _passages_behind(content, language)


@cache
def _inserted() -> re.Pattern[str]:
    """What stands behind the number of a paragraph that was put in behind another."""
    return re.compile(rf" ?-?(?:{'|'.join(inserted())})(?!\w)")


def _nouns_in(content: str, language: Language) -> Iterator[tuple[int, int, str]]:
    """The nouns of passages: where each starts and ends, and its level."""
    nouns = passage_nouns(language)
    if _spells(language) or _POINT.search(content) or any(word in content for word in _rarely(language)):
        yield from nouns.find(content)
        return
    last = 0
    for m in _VALUE.finditer(content):
        end = m.start()
        if content[end - 1 : end] == " ":
            end -= 1
        word = content[max(last, end - _LONGEST) : end].rpartition(" ")[2]
        level = nouns.value_of(word)
        if level is None and not word.isalpha():  # "l’annexe II", "(annex I)"
            word = word.rpartition("’")[2].lstrip("('")
            level = nouns.value_of(word) if word else None
        if level is not None:
            last = m.end()
            yield end - len(word), end, level


def _passages_behind(content: str, language: Language) -> Iterator[_Passage]:
    """Passages whose noun stands behind the numbers, which a word of `before` opens ("第4段")."""
    openings = language.citations.opening
    for start, end, level in _nouns_behind(language).find(content):
        at = max(content.rfind(opening, max(0, start - 60), start) for opening in openings)
        if at >= 0 and (m := _values(language).fullmatch(content, at + 1, start)):
            members = tuple(_members(content, m.start(1), m.end(), level, language))
            if members:
                yield _Passage(at, end, level, members)


def _members(content: str, start: int, end: int, level: str, language: Language) -> Iterator[_Member]:
    values = list(_value(language, point=level == "point").finditer(content, start, end))
    to = lexicon(language, "to")
    i = 0
    while i < len(values):
        m = values[i]
        step = step_of(level, Value.of(m, language), language)
        following = values[i + 1] if i + 1 < len(values) else None
        if following and to.cover(content, m.end(), following.start(), " "):
            last = step_of(level, Value.of(following, language), language)
            if step and last:
                yield _Member(_shown(m), following.end(), step, last)
            i += 2
            continue
        if step:
            yield _Member(_shown(m), m.end(), step)
        i += 1


def _shown(m: re.Match[str]) -> int:
    """Where a value begins, without the space before a point that stands alone."""
    return m.end() - len(m[0].lstrip(" "))


@cache
def _value(language: Language, *, point: bool) -> re.Pattern[str]:
    return re.compile(value_source(language, point=point))


@cache
def _values(language: Language, *, point: bool = False) -> re.Pattern[str]:
    """One number or several, in a list or a range; group 1 is all of them."""
    words = language.citations
    value = value_source(language, named=False, point=point)
    between = sorted({f for many in (*words.join, *words.to) for f in forms(many)}, key=lambda f: (-len(f), f))
    joints = "|".join(re.escape(f) for f in between)
    repeat = "第?" if words.noun_after else ""
    return re.compile(rf" ?({value}(?:(?:,? ?(?:{joints}) ?|, |، |、){repeat}{value})*)")


# ---- what passages belong to


def _groups(content: str, passages: list[_Passage], language: Language) -> Iterator[list[_Passage]]:
    """Passages in a row that together say one place: nothing but a comma or "of" between."""
    link = lexicon(language, "of", "own")
    glued = tuple(form for form in language.citations.join if form in language.citations.prefixes)  # "والمرفق"
    group = [passages[0]]
    for passage in passages[1:]:
        gap = passage.start - group[-1].end
        if (
            0 <= gap <= _NARROW
            and passage.level not in {p.level for p in group}
            and not content.startswith(glued, passage.start)
            and link.cover(content, group[-1].end, passage.start) is not None
        ):
            group.append(passage)
        else:
            yield group
            group = [passage]
    yield group


def _targets(content: str, groups: list[list[_Passage]], context: Context) -> list[str]:
    out = [_target(content, group, context) for group in groups]
    link = lexicon(context.language, "join", "of")
    for i in range(len(groups) - 2, -1, -1):  # "paragraph 2 of section I and paragraph 4 of section II of resolution"
        end, start = groups[i][-1].end, groups[i + 1][0].start
        if not out[i] and 0 <= start - end <= _NARROW and link.cover(content, end, start) is not None:
            out[i] = out[i + 1]
    for i in range(1, len(groups)):  # "A/99/17, chap. V, sect. D, and annex V"
        end, start = groups[i - 1][-1].end, groups[i][0].start
        if not out[i] and out[i - 1] == "previous" and 0 <= start - end <= _NARROW:
            out[i] = "previous" if link.cover(content, end, start, " ,،;؛") is not None else ""
    return out


def _target(content: str, group: list[_Passage], context: Context) -> str:
    """What a group of passages belongs to: what is said behind it, else before it."""
    language, words = context.language, context.words
    end, start = group[-1].end, group[0].start
    stop = min(len(content), end + _REACH)
    at, said = _owners(language).lead(content, end, stop)
    for kind in ("above", "present", "charter"):
        if kind in said and not (words.noun_last and kind != "charter"):
            return {"above": "here", "present": "whole"}.get(kind, kind)
    apart = content[end : end + 1] in ",،，" and said[:1] != ["of"]  # "chap. I, resolution 59/1" is no chapter of it
    if said and not apart and _NUMBER.match(content, at):
        return "next"
    if words.noun_last:
        before = _trailing(content, start, language)
        if before:
            return before
    elif _letter_point(content, end, language):
        return "charter"
    if _previous(language).search(content, max(0, start - 40), start):
        return "previous"
    if _enforcing(group, context):
        return "charter"
    if (
        words.pointing
        and not said
        and all(p.level in _OWN for p in group)
        and content.endswith(_pointing(language), 0, max(0, start - 1))
    ):
        return "here"
    return "text" if _named(content, at, said, context) else ""


def _enforcing(group: list[_Passage], context: Context) -> bool:
    """True for "acting under Chapter VII", said by the Council, which acts under chapters of the Charter."""
    steps = [m.first for passage in group for m in passage.members]
    return context.actor == "unsc" and context.place is not Place.NOTE and all(s in _CHAPTERS for s in steps)


@cache
def _pointing(language: Language) -> tuple[str, ...]:
    return tuple(fold(form).content for many in language.citations.pointing for form in forms(many))


_NUMBER = re.compile(r"[0-9]|[A-Z]{1,5}/|E?S-[0-9]")


@cache
def _owners(language: Language) -> Lexicon[str]:
    """Words that lead from a passage to what it belongs to, each with its kind."""
    words = language.citations
    entries: dict[str, str] = {}
    for kind in ("above", "present", "charter"):
        for form in getattr(words, kind):
            entries.setdefault(form, kind)
    for kind in ("of", "own", "resolution", "decision", "document", "council", "before"):
        for form in getattr(words, kind):
            entries.setdefault(form, kind)
    for _, names in organs(language):
        entries.setdefault(names, "organ")
    return Lexicon(language, entries)


def _letter_point(content: str, end: int, language: Language) -> bool:
    """True for "Article 73 e of the Charter": a letter without brackets, then the Charter."""
    if not (
        content[end : end + 1] == " " and content[end + 1 : end + 2].islower() and content[end + 2 : end + 3] == " "
    ):
        return False
    return "charter" in _owners(language).lead(content, end + 2, min(len(content), end + _NARROW + 24))[1]


def _trailing(content: str, start: int, language: Language) -> str:
    """What stands before a passage, in a language that names the whole before the part."""
    near = content[max(0, start - 12) : start].rstrip("》”〉 ")
    for kind in ("above", "present", "charter"):
        for many in getattr(language.citations, kind):
            if any(near.endswith(form) for form in forms(many)):
                return {"above": "here", "present": "whole"}.get(kind, kind)
    return ""


@cache
def _previous(language: Language) -> re.Pattern[str]:
    """The end of a citation right before a passage: a number or symbol, a bracket, a comma; or "Ibid."."""
    words = language.citations
    behind = [f for many in (*words.after, *words.resolution, *words.decision) for f in forms(many)]
    after = f"(?:{'|'.join(map(re.escape, behind))}){{0,2}}" if words.noun_last else ""
    letters = "|".join([re.escape(f) for many in words.parts for f in forms(many)] + ["[A-Z]"])
    bracket = r"[0-9] ?\((?:[0-9]{4}|[IVXLC-]+|[A-Z][a-z]+\.? [IVXLC0-9]+)\)"
    number = rf"/[0-9A-Za-z.()]+|(?:Add|Corr|Rev)\.[0-9]+|{bracket}|[0-9)] ?(?:{letters})"
    ibid = "|".join(re.escape(form) for many in words.ibid for form in forms(many)) or "(?!)"
    return re.compile(rf"(?:(?:{number})\)?{after}\)?|{ibid})[ ,،，]{{0,3}}$")


def _named(content: str, at: int, said: list[str], context: Context) -> bool:
    """True if the passage is of something that has a name: "of the Tunis Agenda", 《突尼斯议程》第35段."""
    if context.words.noun_last:
        return False
    following = content[at : at + 1]
    return following.isalpha() and ("of" in said or "own" in said or (context.words.genitive and following.isupper()))

"""Places in a text: "paragraph 4 of its resolution 716 (1991)", "paragraphs 35 to 37 and 67 to 72", "annex II".

Profile 2.2.  A passage is a noun with one or more numbers; several passages in a row may say one place ("section II,
paragraph 4", "paragraph 4 (b) of the annex").  This pass finds them and what they are said to belong to, and reports
it in attributes that `akn.inline.resolve` understands:

    place    the steps to the place, in the identifiers of the English text: "sec_II/para_4/point_b"
    in       of what: next (the citation behind), previous (the citation before), here, charter, text (something that
             has a name but no number, "the Tunis Agenda")
    from_place, upTo_place   the same for the ends of a range (RREF)

A list is an MREF around its members, which carry the attributes; a noun with a single number is one REF, noun included.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from akn.inline.context import Context, Seen
from akn.inline.places import LEVELS, Value, step_of, value_source
from akn.inline.words import alternatives, run_of
from akn.languages.shape import Language, forms
from akn.text import Kind, Mark, mark

_OUTER = {level: i for i, level in enumerate(LEVELS)}


@dataclass(frozen=True, slots=True)
class _Member:
    """One number or one range in a passage: offsets and steps."""

    start: int
    end: int
    first: str
    last: str = ""


@dataclass(frozen=True, slots=True)
class _Passage:
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
    groups = list(_groups(seen.content, passages, context.language))
    targets = _targets(seen.content, groups, context)
    for group, target in zip(groups, targets, strict=True):
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
    return mark(start, end, Kind.REF, place=path + member.first, **{"in": target})


# ---- finding passages


def _passages(content: str, language: Language) -> Iterator[_Passage]:
    for m in _pattern(language).finditer(content):
        name = m.lastgroup or ""
        level, span = name.removeprefix("behind_"), m.span(f"{name}_values")
        if span[0] < 0:
            yield _Passage(m.start(), m.end(), level, (_Member(m.start(), m.end(), step_of(level, None, language)),))
            continue
        members = tuple(_members(content, span, level, language))
        if members:
            yield _Passage(m.start(), m.end(), level, members)


def _members(content: str, span: tuple[int, int], level: str, language: Language) -> Iterator[_Member]:
    values = list(_value(language).finditer(content, *span))
    i = 0
    while i < len(values):
        m = values[i]
        step = step_of(level, Value.of(m, language), language)
        following = values[i + 1] if i + 1 < len(values) else None
        if following and _range(language).fullmatch(content, m.end(), following.start()):
            last = step_of(level, Value.of(following, language), language)
            if step and last:
                yield _Member(m.start(), following.end(), step, last)
            i += 2
            continue
        if step:
            yield _Member(m.start(), m.end(), step)
        i += 1


@cache
def _value(language: Language) -> re.Pattern[str]:
    return re.compile(value_source(language))


@cache
def _range(language: Language) -> re.Pattern[str]:
    words = "|".join(re.escape(form) for many in language.citations.to for form in forms(many))
    return re.compile(rf" ?(?:{words}) ?")


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    """Every noun of a passage with its numbers, nouns that stand behind their numbers included."""
    words = language.citations
    value = value_source(language, named=False)
    between = "|".join(re.escape(form) for many in (*words.join, *words.to) for form in forms(many))
    values = rf"{value}(?:(?:,? ?(?:{between}) ?|, |، |、){value})*"
    groups = []
    for level, names in words.passages.items():
        bare = "?" if level in words.bare else ""
        noun = alternatives(language, [names])
        groups.append(rf"(?P<{level}>{noun}(?: ?(?P<{level}_values>{values})){bare})")
    for level, names in words.noun_after.items():
        noun = alternatives(language, [names])
        groups.append(rf"(?P<behind_{level}>第?(?P<behind_{level}_values>{values}){noun})")
    return re.compile("|".join(groups)) if groups else re.compile(r"(?!)")


# ---- what passages belong to


def _groups(content: str, passages: list[_Passage], language: Language) -> Iterator[list[_Passage]]:
    """Passages in a row that together say one place: nothing but a comma or "of" between."""
    group = [passages[0]]
    for passage in passages[1:]:
        gap = content[group[-1].end : passage.start]
        levels = {p.level for p in group}
        if len(gap) <= 16 and passage.level not in levels and run_of(language, ("of", "own")).fullmatch(gap):
            group.append(passage)
        else:
            yield group
            group = [passage]
    yield group


def _targets(content: str, groups: list[list[_Passage]], context: Context) -> list[str]:
    out: list[str] = []
    for group in groups:
        out.append(_target(content, group, context))
    join = run_of(context.language, ("join", "of"))
    for i in range(len(groups) - 2, -1, -1):  # "paragraph 2 of section I and paragraph 4 of section II of resolution"
        gap = content[groups[i][-1].end : groups[i + 1][0].start]
        if not out[i] and len(gap) <= 16 and join.fullmatch(gap):
            out[i] = out[i + 1]
    return out


def _target(content: str, group: list[_Passage], context: Context) -> str:
    language = context.language
    end = group[-1].end
    behind = content[end : end + 90]
    if _here(language).match(behind):
        return "here"
    if _charter(language).match(behind):
        return "charter"
    if _next(language).match(behind):
        return "next"
    before = content[max(0, group[0].start - 40) : group[0].start]
    if _charter_before(language).search(before):
        return "charter"
    if _previous(language).search(before):
        return "previous"
    return "text" if _named(language).match(behind) else ""


@cache
def _here(language: Language) -> re.Pattern[str]:
    words = language.citations
    above, present = alternatives(language, words.above), alternatives(language, words.present)
    return re.compile(rf" ?,? ?(?:{above}|{_of(language)}{present})")


@cache
def _next(language: Language) -> re.Pattern[str]:
    """Words that lead from a passage to the number of the resolution or document that it is of."""
    words = language.citations
    organs = [names for table in (language.organs, words.organs) for names in table.values()]
    leading = [
        *words.of,
        *words.own,
        *words.resolution,
        *words.decision,
        *words.document,
        *organs,
        *words.council,
        *words.before,
    ]
    run = alternatives(language, leading)
    digit = r"(?=[0-9]|[A-Z]{1,5}/|E?S-[0-9])"
    return re.compile(rf"(?:[ ,،(]*{run})+[ ,،(]*{digit}") if leading else re.compile(r"(?!)")


@cache
def _previous(language: Language) -> re.Pattern[str]:
    """The end of a citation right before a passage: a number or symbol, a bracket, a comma."""
    words = language.citations
    after = alternatives(language, [*words.after, *words.resolution, *words.decision]) if words.noun_last else "(?!)"
    letters = "|".join(re.escape(f) for many in words.parts for f in forms(many)) or "(?!)"
    number = rf"/[0-9A-Za-z.()]+|[0-9] ?\((?:[0-9]{{4}}|[IVXLC-]+)\)|[0-9)] ?(?:[A-Z]|{letters})"
    ibid = alternatives(language, words.ibid)
    return re.compile(rf"(?:(?:{number})\)?(?:{after})*\)?|{ibid})[ ,،，]*$")


@cache
def _charter(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?: ?[a-h](?!\w))?[ ,]*{_of(language)}{alternatives(language, language.citations.charter)}")


@cache
def _charter_before(language: Language) -> re.Pattern[str]:
    if not language.citations.noun_last:
        return re.compile(r"(?!)")
    return re.compile(rf"{alternatives(language, language.citations.charter)}[》”]? ?$")


@cache
def _named(language: Language) -> re.Pattern[str]:
    return re.compile(rf" ?,? ?{alternatives(language, language.citations.of)} ")


@cache
def _of(language: Language) -> str:
    of = alternatives(language, language.citations.of)
    return rf"(?:[ ,]*{of})* ?"

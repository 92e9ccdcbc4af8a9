"""Places in a text: "paragraph 4 of its resolution 716 (1991)", "paragraphs 35 to 37 and 67 to 72", "annex II".

Profile 2.2.  A passage is a noun with one or more numbers; several passages in a row may say one place ("section II,
paragraph 4", "paragraph 4 (b) of the annex").  This pass finds them and what they are said to belong to, and reports
it in attributes that `akn.inline.resolve` understands:

    place    the steps to the place, in the identifiers of the English text: "sec_II/para_4/point_b"
    in       of what: next (the citation after), previous (the citation before), back (that before "that resolution"),
             here (the text around it), whole (the resolution itself), charter, text (something that has a name but no
             number, "the Tunis Agenda")
    from_place, upTo_place   the same for the ends of a range (RREF)

A list is an MREF around its members, which carry the attributes; a noun with a single number is one REF, noun included.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from akn.inline.context import Context, TextView
from akn.inline.lexicon import lexicon
from akn.inline.numbers import glued_joints
from akn.inline.places import LEVELS, Member, Passage, owners, passages_in
from akn.inline.surroundings import before_organ
from akn.languages import load
from akn.languages.dates import find_dates
from akn.languages.shape import Language
from akn.languages.view import folded
from akn.patterns import lazy_pattern, one_of
from akn.text import Kind, Mark, mark
from akn.walk import Place

_OUTER = {level: i for i, level in enumerate(LEVELS)}
_REACH = 90
_NARROW = 16
_OWN = frozenset({"para", "point", "sec", "annex"})
"""Levels that resolutions themselves have."""
_HOLDS_POINTS = frozenset({"para", "art", "rule"})


def find(seen: TextView, context: Context) -> Iterator[Mark]:
    """Passages in one text that belong to something that the text names (see the module).

    In a note also those in the language that covers fall back on: "См. Official Records ... (E/1998/41), sect. III".
    """
    own: list[Mark] = []
    if passages := list(passages_in(seen.content, context.language)):
        own += _belonging(seen.content, passages, context)
        yield from own
    if context.language.fallback and context.place is Place.NOTE:
        context = replace(context, language=load(context.language.fallback))
        passages = list(passages_in(seen.content, context.language))
        for m in _belonging(seen.content, passages, context) if passages else ():
            if not any(m.start < other.end and other.start < m.end for other in own):
                yield m


def _belonging(content: str, passages: list[Passage], context: Context) -> Iterator[Mark]:
    """The references of those passages, one at least, that belong to something."""
    passages.sort(key=lambda p: (p.start, -p.end))
    groups = list(_groups(content, passages, context.language))
    for group, target in zip(groups, _targets(content, groups, context), strict=True):
        if target:
            yield from _marks(group, target)


def _marks(group: list[Passage], target: str) -> Iterator[Mark]:
    """The references of passages that together say one place: one for each."""
    group = _with_points(group)
    for passage in group:
        passage = _in_documents(passage, target)
        above = [o for o in group if _OUTER[o.level] < _OUTER[passage.level] and len(o.members) == 1]
        above.sort(key=lambda o: _OUTER[o.level])
        path = "".join(f"{o.members[0].first}/" for o in above if not o.members[0].last)
        if len(passage.members) == 1:
            yield _mark(passage.members[0], passage.start, passage.end, path, target)
            continue
        yield Mark(passage.start, passage.end, Kind.MREF)
        for member in passage.members:
            yield _mark(member, member.start, member.end, path, target)


def _in_documents(passage: Passage, target: str) -> Passage:
    """A range of annexes of another text as its two ends: each is a document, and no range runs over two (R-087)."""
    if passage.level != "annex" or target in ("here", "whole") or not any(m.last for m in passage.members):
        return passage
    members = (end for m in passage.members for end in (m.ends() if m.last else (m,)))
    return replace(passage, members=tuple(members))


def _with_points(group: list[Passage]) -> list[Passage]:
    """The group with one point and its paragraph as one passage, as English has them: "alinéa b) du paragraphe 4".

    A point may be in another one ("sous-alinéa ii) de l'alinéa a)"), or the same in several paragraphs.
    """
    points = [p for p in group if p.level == "point"]
    holder = max((p for p in group if p.level in _HOLDS_POINTS), key=lambda p: _OUTER[p.level], default=None)
    if not points or holder is None or any(len(p.members) > 1 or p.members[0].last for p in points):
        return group
    outer_first = points if holder.start < points[0].start else points[::-1]
    steps = "".join(f"/{p.members[0].first}" for p in outer_first)
    members = tuple([replace(m, first=m.first + steps, last=m.last and m.last + steps) for m in holder.members])
    start, end = min(points[0].start, holder.start), max(points[-1].end, holder.end)
    whole = replace(holder, members=members)
    whole = replace(whole, start=start, end=end) if len(members) == 1 else whole
    return [whole if p is holder else p for p in group if p not in points]


def _mark(member: Member, start: int, end: int, path: str, target: str) -> Mark:
    if member.last:
        ends = {"from_place": path + member.first, "upTo_place": path + member.last}
        return mark(start, end, Kind.RREF, **{"in": target}, **ends)
    return Mark(start, end, Kind.REF, (("in", target), ("place", path + member.first)))


# ---- what passages belong to


def _groups(content: str, passages: list[Passage], language: Language) -> Iterator[list[Passage]]:
    """Passages in a row that together say one place: nothing but a comma or "of" between."""
    link = lexicon(language, "of", "own")
    glued = glued_joints(language)  # "والمرفق"
    group = [passages[0]]
    for passage in passages[1:]:
        gap = content[group[-1].end : passage.start] if group[-1].end <= passage.start else None
        joined = content.startswith(glued, passage.start)
        if passage.level == "chp" and group[-1].level == "sec" and not joined and gap and gap.strip() in ",،，":
            group[-1] = _as_part(group[-1])  # a word for both: what stands before a chapter is a part
        if (
            gap is not None
            and len(gap) <= _NARROW
            and (passage.level not in {p.level for p in group} or _is_inside(group[-1], passage, gap))
            and not joined
            and link.cover(content, group[-1].end, passage.start) is not None
        ):
            group.append(passage)
        else:
            yield group
            group = [passage]
    yield group


def _is_inside(point: Passage, passage: Passage, gap: str) -> bool:
    """True for "sous-alinéa v) de l'alinéa a)": a point of a point."""
    return (
        point.level == passage.level == "point" and "," not in gap and len(point.members) == len(passage.members) == 1
    )


def _as_part(passage: Passage) -> Passage:
    members = tuple(
        replace(m, first=m.first.replace("sec_", "part_"), last=m.last.replace("sec_", "part_"))
        for m in passage.members
    )
    return replace(passage, level="part", members=members)


def _targets(content: str, groups: list[list[Passage]], context: Context) -> list[str]:
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


class _Around(Struct, frozen=True):
    """A group of passages with the words around it, which say what it belongs to."""

    content: str
    group: list[Passage]
    at: int  # where the words after the group end
    said: list[str]  # their kinds
    context: Context

    @property
    def start(self) -> int:
        return self.group[0].start

    @property
    def end(self) -> int:
        return self.group[-1].end


def _target(content: str, group: list[Passage], context: Context) -> str:
    """What a group of passages belongs to: what is said after it, else before it."""
    end = group[-1].end
    at, said = owners(context.language).lead(content, end, min(len(content), end + _REACH))
    around = _Around(content, group, at, said, context)
    return next(filter(None, (asks(around) for asks in _TARGETS)), "")


def _of_whole(around: _Around) -> str:
    """A word for a whole: "of the present resolution", "of the Charter"."""
    last = around.context.words.noun_last
    wholes = (whole for kind, whole in _WHOLES.items() if kind in around.said and not (last and kind != "charter"))
    return next(wholes, "")


def _of_whole_before(around: _Around) -> str:
    """The whole or the number before it, where nouns come last: each of "第61/75号决议第1段、第62/43号决议第2段"."""
    if not around.context.words.noun_last:
        return ""
    return _trailing(around.content, around.start, around.context.language) or _after_citation(around, around.start)


def _of_next(around: _Around) -> str:
    """The number after it, "of resolution 60/1", or a report; "chap. I, resolution 59/1" is no chapter of it."""
    content, said = around.content, around.said
    if not said or (content[around.end : around.end + 1] in ",،，" and said[0] != "of"):
        return ""
    numbered = _NUMBER.match(content, around.at) and not (_is_dated_name(around) or _is_day(around))
    return "next" if numbered or _reported(content, around.group, said, around.context.language) else ""


def _of_previous(around: _Around) -> str:
    """The number before it: "Resolution 69/2, para. 13", "Resolution 69/2 of the General Assembly, para. 13"."""
    return _after_citation(around, around.start) or _after_citation(
        around, before_organ(around.content, around.start, around.context.language)
    )


def _of_itself(around: _Around) -> str:
    """The text itself, where a word points to its own paragraphs: "in the following paragraph (a)"."""
    words, here = around.context.words, max(0, around.start - 1)
    if not words.pointing or around.said or not all(p.level in _OWN for p in around.group):
        return ""
    return "here" if around.content.endswith(_pointing(around.context.language), 0, here) else ""


def _of_named(around: _Around) -> str:
    """A text that has a name: "of the Tunis Agenda"; 《突尼斯议程》第35段 is not told from others."""
    words, said = around.context.words, around.said
    first = around.content[around.at : around.at + 1]
    if words.noun_last or not (first.isalpha() or _is_dated_name(around)):
        return ""
    return "text" if "of" in said or "own" in said or (words.genitive and first.isupper()) else ""


def _is_dated_name(around: _Around) -> bool:
    """True for a name that begins with a year, which is no number: "of the 2005 World Summit Outcome"."""
    return not _NUMBERED.intersection(around.said) and _DATED.match(around.content, around.at) is not None


def _is_day(around: _Around) -> bool:
    """True for a date of what stands before: "59/276, section XI, of 23 December 2004, 60/283 of 7 July 2006".

    Of 1,165 published texts one has such a place, of 20 hard PDF files one, with two links.
    """
    if _NUMBERED.intersection(around.said):
        return False
    after = around.content[around.at : around.at + _REACH]
    return any(found.start == 0 for found in find_dates(around.context.language, after))


_DATED = lazy_pattern(r"(?:19|20)[0-9]{2} [^\W\d_]{2}")  # "1991 A (XVIII)" is a number
_NUMBERED = frozenset({"resolution", "decision", "document"})


# What passages can belong to, the surest first.
_TARGETS = (_of_whole, _of_whole_before, _of_next, _of_previous, _of_itself, _of_named)


def _after_citation(around: _Around, end: int) -> str:
    """`previous` if a citation ends at an offset that is not 0."""
    found = end and _previous(around.context.language).search(around.content, max(0, end - 40), end)
    return "previous" if found else ""


def _reported(content: str, group: list[Passage], said: list[str], language: Language) -> bool:
    """True for "of the report of the Secretary-General (S/2023/3)": of a document whose symbol ends the clause.

    "The annexes" without a number may be several.
    """
    m = _REPORT.match(content, group[-1].end)
    if m is None or said[0] not in ("of", "document") or group[-1].members[0].start == group[-1].start:
        return False
    return any(True for _ in lexicon(language, "document").find(content, m.start(), m.end("words")))


_REPORT = lazy_pattern(r"(?P<words>[^0-9,;.:()\[،؛]{4,90}?)[ \u200f]?[(\[]?[A-Z]{1,6}/[0-9A-Z]")


@cache
def _pointing(language: Language) -> tuple[str, ...]:
    return tuple(folded(language.citations.pointing))


_WHOLES = {"above": "here", "present": "whole", "charter": "charter", "same": "back"}
_NUMBER = lazy_pattern(r"[0-9]|[A-Z]{1,6}[/0-9]|E?S-[0-9]")


def _trailing(content: str, start: int, language: Language) -> str:
    """What stands before a passage, in a language that names the whole before the part."""
    near = content[max(0, start - 12) : start].rstrip("》”〉 ")
    return next((said for said, words in _wholes(language) if near.endswith(words)), "")


@cache
def _wholes(language: Language) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The words for a whole, and what a passage of it says."""
    return tuple((said, tuple(folded(getattr(language.citations, kind)))) for kind, said in _WHOLES.items())


@cache
def _previous(language: Language) -> re.Pattern[str]:
    """The end of a citation right before a passage: a number or symbol, a bracket, a comma; or "Ibid."."""
    words = language.citations
    nouns = (*words.resolution, *words.decision, *words.document)
    after = f"(?: ?{one_of(folded((*words.after, *nouns)))}){{0,2}}" if words.noun_last else ""
    letters = f"(?:{one_of(folded(words.parts))}|[A-Z])"
    session = f"{one_of(folded(words.sessions))} ?- ?[0-9]+"
    bracket = rf"[0-9](?: ?{letters})? ?\((?:[0-9]{{4}}|[IVXLC-]+|[A-Z][a-z]+\.? [IVXLC0-9]+|{session})\)"
    number = rf"/[0-9A-Za-z.()]+|[A-Z]{{2,12}}[0-9]{{1,4}}\.[0-9]+|(?:Add|Corr|Rev)\.[0-9]+|{bracket}|[0-9)] ?{letters}"
    return re.compile(rf"(?:(?:{number})\)?{after}\)?|{one_of(folded(words.ibid))})[ ,،，(（]{{0,3}}$")

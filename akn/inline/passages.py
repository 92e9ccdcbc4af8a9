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

from akn.bodies import of_actor
from akn.inline.context import Context, Seen
from akn.inline.lexicon import Lexicon, lexicon, organs, passage_nouns
from akn.inline.numbers import LEVELS, POINT, Value, glued_joints, step_of, value_source
from akn.inline.surroundings import before_organ
from akn.languages.shape import Language, forms
from akn.languages.view import fold
from akn.numerals import english
from akn.text import Kind, Mark, mark
from akn.vocabulary import inserted
from akn.walk import Place

_OUTER = {level: i for i, level in enumerate(LEVELS)}
_REACH = 90
_NARROW = 16
_OWN = frozenset({"para", "point", "sec", "annex"})
"""Levels that resolutions themselves have."""
_HOLDS_POINTS = frozenset({"para", "art", "rule"})
_LONGEST = 20  # no noun of a passage has more letters


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
            yield from _marks(group, target)


def _marks(group: list[_Passage], target: str) -> Iterator[Mark]:
    """The references of passages that together say one place: one for each."""
    group = _with_points(group)
    for passage in group:
        above = [o for o in group if _OUTER[o.level] < _OUTER[passage.level] and len(o.members) == 1]
        above.sort(key=lambda o: _OUTER[o.level])
        path = "".join(f"{o.members[0].first}/" for o in above if not o.members[0].last)
        if len(passage.members) == 1:
            yield _mark(passage.members[0], passage.start, passage.end, path, target)
            continue
        yield Mark(passage.start, passage.end, Kind.MREF)
        for member in passage.members:
            yield _mark(member, member.start, member.end, path, target)


def _with_points(group: list[_Passage]) -> list[_Passage]:
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


def _mark(member: _Member, start: int, end: int, path: str, target: str) -> Mark:
    if member.last:
        ends = {"from_place": path + member.first, "upTo_place": path + member.last}
        return mark(start, end, Kind.RREF, **{"in": target}, **ends)
    return Mark(start, end, Kind.REF, (("in", target), ("place", path + member.first)))


# ---- finding passages

# a number, a Roman numeral or a capital letter; what stands before it is asked only where one is found
_VALUE = re.compile("[0-9A-ZАВСЕНКМРТХ](?:(?<=[0-9])[0-9]{0,2}|(?<![0-9])[A-ZАВСЕНКМРТХ]{0,5})(?![0-9A-Za-zА-я])")


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
            if members and level == "art" and (letter := _letter_point(content, members[-1].end, language)):
                one = members[-1]
                members = (*members[:-1], _Member(one.start, one.end + 2, f"{one.first}/point_{letter}", one.last))
            if members and level in _LETTERED and (divided := _DIVISION.match(content, members[-1].end)):
                members = (*members[:-1], replace(members[-1], end=divided.end()))  # "sect. D.4" is in section D
            if members:
                last = members[-1].end
                yield _Passage(start, last, level, members)
        elif level == "point" and (bare := _bare_point(language).match(content, end)):
            if _owners(language).lead(content, bare.end(), min(len(content), bare.end() + _REACH))[1][:1] == ["of"]:
                last = bare.end()  # "alinéa b de l'Article 73"
                yield _Passage(start, last, level, (_Member(end + 1, last, f"point_{bare[1]}"),))
        elif level in words.bare:
            yield _Passage(start, end, level, (_Member(start, end, step_of(level, None, language)),))
    if words.noun_after:
        yield from _passages_behind(content, language)


@cache
def _bare_point(language: Language) -> re.Pattern[str]:
    """A letter without brackets before a word like "of"."""
    of = "|".join(re.escape(fold(form).content) for many in language.citations.of for form in forms(many))
    return re.compile(rf" ([a-z])(?= (?:{of or '(?!)'}))")


@cache
def _inserted() -> re.Pattern[str]:
    """What stands after the number of a paragraph that was put in after another."""
    return re.compile(rf" ?-?(?:{'|'.join(inserted())})(?!\w)")


def _nouns_in(content: str, language: Language) -> Iterator[tuple[int, int, str]]:
    """The nouns of passages: where each starts and ends, and its level."""
    nouns = passage_nouns(language)
    shown = _spells(language) or _POINT.search(content) or _bare_point(language).search(content)
    if shown or any(word in content for word in _rarely(language)):
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
    """Passages whose noun stands after the numbers ("第4段", "第5和第6段", "A节", "(c)和(d)分段")."""
    levels = {form: level for level, names in language.citations.noun_after.items() for form in forms(names)}
    for m in _behind(language).finditer(content):
        level = levels[m["noun"] or m["of_points"]]
        start, end = m.span("values") if m["values"] else m.span("letters") if m["letters"] else m.span("points")
        if members := tuple(_members(content, start, end, level, language)):
            yield _Passage(m.start(), m.end(), level, members)


@cache
def _behind(language: Language) -> re.Pattern[str]:
    """Numbers and the noun after them; what divides a section ("第三.E节", "B.1节") goes with it."""
    nouns = language.citations.noun_after
    named = sorted((f for names in nouns.values() for f in forms(names)), key=lambda f: (-len(f), f))
    opening = "|".join(map(re.escape, language.citations.opening))
    numbers = rf"(?:{opening})(?P<values>{_several(language)})(?:\.[A-Z])?"
    letters = r"(?<![A-Za-z0-9])(?P<letters>[A-Z](?:[^\w]?\w?[A-Z])*)(?:\.[0-9]{1,2}(?:\([a-z]{1,3}\))?)?"
    points = rf"(?P<points>{_several(language, point=True)})"
    of_points = "|".join(forms(nouns.get("point", ""))) or "(?!)"
    return re.compile(rf"(?:{numbers}|{letters})(?P<noun>{'|'.join(named)})|{points}(?P<of_points>{of_points})")


_DIVISION = re.compile(r"[.-](?:[0-9]{1,2}|[A-Z](?![A-Za-z]))(?:\([a-z]{1,3}\))?")
_LETTER = re.compile(r" ([^\W\d_])(?= )")
_LETTERED = frozenset({"sec", "chp", "part"})


def _members(content: str, start: int, end: int, level: str, language: Language) -> Iterator[_Member]:
    """The numbers in a stretch; a point that stands alone is one of the number before it ("12 (a) and (c)")."""
    found: list[tuple[re.Match[str], str]] = []
    last: Value | None = None
    for m in _value(language, point=level == "point").finditer(content, start, end):
        value = Value.of(m, language)
        if level != "point" and not (value.number or value.letter):
            value = Value(last.number, last.letter, (*last.points[:-1], *value.points)) if last else value
        last = value
        found.append((m, step_of(level, value, language)))
    to = lexicon(language, "to")
    i = 0
    while i < len(found):
        m, step = found[i]
        if i + 1 < len(found) and to.cover(content, m.end(), found[i + 1][0].start(), " "):
            following = found[i + 1]
            if level in _LETTERED and bool(m["letter"]) != bool(following[0]["letter"]):
                if step:
                    yield _Member(_shown(m), m.end(), step)  # "section B-1", "section III-E" are no ranges
            elif step and following[1]:
                yield _Member(_shown(m), following[0].end(), step, following[1])
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
    return re.compile(value_source(language, point=point) + ("" if point else f"|(?P<alone>{POINT})"))


@cache
def _values(language: Language, *, point: bool = False) -> re.Pattern[str]:
    """One number or several, in a list or a range; group 1 is all of them."""
    opening = "|".join(re.escape(f) for many in language.citations.start for f in forms(many))
    return re.compile(rf" ?{f'(?:(?:{opening}) )?' if opening else ''}({_several(language, point=point)})")


def _several(language: Language, *, point: bool = False) -> str:
    """The source of a pattern for one number or several ("12 (a) and (c) and 15")."""
    words = language.citations
    value = value_source(language, named=False, point=point)
    more = value if point else f"(?:{value}|{POINT})"
    between = sorted({f for many in (*words.join, *words.to) for f in forms(many)}, key=lambda f: (-len(f), f))
    joints = "|".join(re.escape(f) for f in between)
    return rf"{value}(?:(?:,? ?(?:{joints}) ?|, |، |、){'第?' if words.noun_after else ''}{more})*"


# ---- what passages belong to


def _groups(content: str, passages: list[_Passage], language: Language) -> Iterator[list[_Passage]]:
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


def _is_inside(point: _Passage, passage: _Passage, gap: str) -> bool:
    """True for "sous-alinéa v) de l'alinéa a)": a point of a point."""
    return (
        point.level == passage.level == "point" and "," not in gap and len(point.members) == len(passage.members) == 1
    )


def _as_part(passage: _Passage) -> _Passage:
    members = tuple(
        replace(m, first=m.first.replace("sec_", "part_"), last=m.last.replace("sec_", "part_"))
        for m in passage.members
    )
    return replace(passage, level="part", members=members)


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
    """What a group of passages belongs to: what is said after it, else before it."""
    language, words = context.language, context.words
    end, start = group[-1].end, group[0].start
    stop = min(len(content), end + _REACH)
    at, said = _owners(language).lead(content, end, stop)
    for kind in ("above", "present", "charter", "same"):
        if kind in said and not (words.noun_last and kind != "charter"):
            return _SAID.get(kind, kind)
    apart = content[end : end + 1] in ",،，" and said[:1] != ["of"]  # "chap. I, resolution 59/1" is no chapter of it
    if words.noun_last:  # "第61/75号决议第1段、第62/43号决议第2段": each of the one before it
        if before := _trailing(content, start, language):
            return before
        if _previous(language).search(content, max(0, start - 40), start):
            return "previous"
    if said and not apart and _NUMBER.match(content, at):
        return "next"
    for ended in (start, before_organ(content, start, language)):
        if ended and _previous(language).search(content, max(0, ended - 40), ended):
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
    body = of_actor(context.actor)
    if body is None or not body.citing.chapters or context.place is Place.NOTE:
        return False
    return all(m.first in body.citing.chapters for passage in group for m in passage.members)


@cache
def _pointing(language: Language) -> tuple[str, ...]:
    return tuple(fold(form).content for many in language.citations.pointing for form in forms(many))


_SAID = {"above": "here", "present": "whole", "same": "back"}
_NUMBER = re.compile(r"[0-9]|[A-Z]{1,6}[/0-9]|E?S-[0-9]")


@cache
def _owners(language: Language) -> Lexicon[str]:
    """Words that lead from a passage to what it belongs to, each with its kind."""
    words = language.citations
    entries: dict[str, str] = {}
    for kind in ("above", "present", "charter", "same"):
        for form in getattr(words, kind):
            entries.setdefault(form, kind)
    for kind in ("of", "own", "resolution", "decision", "document", "council", "before"):
        for form in getattr(words, kind):
            entries.setdefault(form, kind)
    for _, names in organs(language):
        entries.setdefault(names, "organ")
    return Lexicon(language, entries, proper="charter")


def _letter_point(content: str, end: int, language: Language) -> str:
    """The letter in "Article 73 e of the Charter", which has no brackets; empty if there is none, or no Charter."""
    m = _LETTER.match(content, end)
    if m is None or "charter" not in _owners(language).lead(content, end + 2, min(len(content), end + 40))[1]:
        return ""
    return english(f"({m[1]})", m[1], "")


def _trailing(content: str, start: int, language: Language) -> str:
    """What stands before a passage, in a language that names the whole before the part."""
    near = content[max(0, start - 12) : start].rstrip("》”〉 ")
    for kind in ("above", "present", "charter", "same"):
        for many in getattr(language.citations, kind):
            if any(near.endswith(form) for form in forms(many)):
                return _SAID.get(kind, kind)
    return ""


@cache
def _previous(language: Language) -> re.Pattern[str]:
    """The end of a citation right before a passage: a number or symbol, a bracket, a comma; or "Ibid."."""
    words = language.citations
    nouns = (*words.resolution, *words.decision, *words.document)
    behind = [f for many in (*words.after, *nouns) for f in forms(many)]
    after = f"(?:{'|'.join(map(re.escape, behind))}){{0,2}}" if words.noun_last else ""
    letters = "|".join([re.escape(f) for many in words.parts for f in forms(many)] + ["[A-Z]"])
    own = "".join(rf"|{re.escape(fold(f).content)} ?- ?[0-9]+" for many in words.sessions for f in forms(many))
    bracket = rf"[0-9] ?\((?:[0-9]{{4}}|[IVXLC-]+|[A-Z][a-z]+\.? [IVXLC0-9]+{own})\)"
    number = rf"/[0-9A-Za-z.()]+|(?:Add|Corr|Rev)\.[0-9]+|{bracket}|[0-9)] ?(?:{letters})"
    ibid = "|".join(re.escape(form) for many in words.ibid for form in forms(many)) or "(?!)"
    return re.compile(rf"(?:(?:{number})\)?{after}\)?|{ibid})[ ,،，]{{0,3}}$")


def _named(content: str, at: int, said: list[str], context: Context) -> bool:
    """True if the passage is of something that has a name: "of the Tunis Agenda", 《突尼斯议程》第35段."""
    if context.words.noun_last:
        return False
    following = content[at : at + 1]
    return following.isalpha() and ("of" in said or "own" in said or (context.words.genitive and following.isupper()))

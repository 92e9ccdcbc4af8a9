"""Differences between versions that are there by their kind, as every edition has its own: no findings.

volume        the volume of a treaty series, or the page of a report, in which the text stands in that language
corrigendum   one that was issued for one language, also in the place of what it corrects
name          "post-COVID", "the pandemic" or "coronavirus disease" beside "after the COVID-19 pandemic", "M23" or
              "3.23" beside "23 March Movement", "the Committee" beside "the 1540 Committee" in a text that cites
              resolution 1540 (2004)
age           "children under the age of 1" in one language, where others say no age: "infants"
wording       the number of the paragraph itself, a small ordinal ("third parties"), a small number in words that few
              languages are there to confirm ("the two parties"), the first day of a year in which something begins, or
              an action, that a language puts into other words
addition      a resolution of the Security Council that is cited elsewhere, the date of a resolution, or the years of a
              programme, that a translator adds to a name
division      the end of a paragraph set as a paragraph of its own, or with the one beside it
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from typing import Literal

from msgspec import Struct

from akn.compare.evidence import Anchor, ComparedUnit, Version
from akn.compare.values import Difference, Row, is_few, is_volume
from akn.languages.shape import Language, forms
from akn.patterns import lazy_pattern

Variant = Literal["volume", "corrigendum", "name", "age", "wording", "addition", "division"]

_NEXT = 1  # volumes: 9 of 10 treaties of 281 works that have another volume in one language have the next one there
_CONFIRM = 2  # languages: so many have to say a small number in words before one that lacks it is at fault
_BOTH = "2"  # has to be said by one more: all languages have other words for it
_BESIDE = 40  # characters from a resolution to its date: "70/175 of 17 December 2015"
_CENTURY = "20"
_FIRST_DAY = "-01-01"
_NAME = 3  # letters: a grade ("P-4") is no name
_CORRIGENDUM = lazy_pattern(r".+/Corr\.[0-9]+")
_DAY_BEFORE = lazy_pattern(r"(?<!\d)(\d{1,2})\D{0,5}$")
_DAY_AFTER = lazy_pattern(r"\D{0,5}(\d{1,2})(?!\d)")
_WORD_BEFORE, _WORD_AFTER = lazy_pattern(r"(?<=\W)([^\W\d_])\w*\W{0,2}$"), lazy_pattern(r"\W{0,2}([^\W\d_])")
_PERIOD = lazy_pattern(r"[12][0-9]{3} ?[-\u2010-\u2013] ?[12][0-9]{3}")
_LETTERS = lazy_pattern(r"(?<![^\W\d_])([^\W\d_]+)[-\u2010\u2011]$")
_SPACES = dict.fromkeys((0xA0, 0x202F), " ")


class _Case(Struct, frozen=True):
    """Differences of one cause in a row; `known`: the others state in another row what the one language adds; `stated`:
    what that language states in all its rows."""

    cause: Sequence[Difference]
    row: Row
    languages: Mapping[str, Language]
    known: bool
    stated: Collection[str]

    @property
    def added(self) -> list[tuple[ComparedUnit, Anchor]]:
        """What the one language says, with its text."""
        return [(self.row[d.code], d.has) for d in self.cause if d.has]

    @property
    def omitted(self) -> list[tuple[ComparedUnit, Anchor]]:
        """What it lacks, with the text of a language that says it."""
        return [(self.row[d.sample], d.lacks) for d in self.cause if d.lacks]

    @property
    def others(self) -> list[ComparedUnit]:
        """The texts of the other languages."""
        return [seen for code, seen in self.row.items() if code != self.cause[0].code]


def variant(
    cause: Sequence[Difference], row: Row, table: Mapping[str, Version], *, known: bool, stated: Collection[str] = ()
) -> Variant | None:
    """Of what kind the differences of one cause are that editions have; None: of none.

    `known`: the others state in another row what the one language adds.  `stated`: the values that this language states
    in all its rows, as in `ComparedUnit.values`.
    """
    case = _Case(cause, row, {code: v.language for code, v in table.items()}, known, stated)
    against = bool(case.added and case.omitted)
    return next((name for name, is_one, may_be_against in _KINDS if is_one(case) and may_be_against >= against), None)


def _is_volume(case: _Case) -> bool:
    """Volumes and pages: the next one in the place of another, or one that several languages have otherwise."""
    volumes = case.languages[case.cause[0].code].numbers.volumes
    if not all(is_volume(case.row[d.code], d.has, volumes) for d in case.cause):
        return False
    return all(_is_next(d.has, d.lacks) for d in case.cause if d.has and d.lacks)


def _is_next(one: Anchor, two: Anchor) -> bool:
    return one.value.isdigit() and two.value.isdigit() and abs(int(one.value) - int(two.value)) <= _NEXT


def _is_corrigendum(case: _Case) -> bool:
    """Corrigenda by their whole symbols, which are those of the United Nations."""
    if case.added and case.omitted:
        return all(d.has and d.lacks and _corrects(d.has.value, d.lacks.value) for d in case.cause)
    return all(a.kind == "symbol" and _CORRIGENDUM.fullmatch(a.value) for _, a in (*case.added, *case.omitted))


def _corrects(one: str, two: str) -> bool:
    """Whether one of two symbols is that of a corrigendum of the other one."""
    short, long = sorted((one, two), key=len)
    return long.startswith(short) and _CORRIGENDUM.fullmatch(long) is not None and long.rpartition("/")[0] == short


def _is_name(case: _Case) -> bool:
    """The number of a name that others say without one."""
    for seen, anchor in case.added:
        name = _LETTERS.search(seen.unit.text.content[: anchor.start])
        if not anchor.named or name is None or len(name[1]) < _NAME:
            return False
        named = [m for o in case.others for m in re.finditer(rf"(?i)\b{name[1]}\b(.\d)?", o.unit.text.content)]
        if any(m[1] for m in named) or not (named or _is_held(case, name[1], anchor)):
            return False
    return bool(case.added)


def _is_shorter(case: _Case) -> bool:
    """What a language leaves out of names that stand there, or elsewhere, more fully."""
    own = case.row[case.cause[0].code].unit.text.content
    return all(_is_cited(seen, a, own, case.stated) or _is_day_in_name(seen, a, own) for seen, a in case.omitted)


def _is_cited(seen: ComparedUnit, anchor: Anchor, own: str, stated: Collection[str]) -> bool:
    """The number of a resolution that a body is named by ("1540 Committee", not "1540 lamps"), where the language cites
    this resolution elsewhere, or names the body by several numbers ("1267/1989/2253")."""
    number, _, year = anchor.value.partition(" (")
    if year:
        return re.search(rf"\d/{number}(?!\d)|(?<!\d){number}/\d", own) is not None
    digits = anchor.kind == "number" and not anchor.spelled
    return digits and _is_by_name(seen, anchor) and any(value.startswith(f"symbol {number} (") for value in stated)


def _is_by_name(seen: ComparedUnit, anchor: Anchor) -> bool:
    """Whether the word before or after is one of a name: it has a capital beyond the first word, or its script none."""
    text = seen.unit.text.content
    beside = (_WORD_BEFORE.search(text[: anchor.start]), _WORD_AFTER.match(text[anchor.end :]))
    return any(word is not None and word[1].upper() == word[1] for word in beside)


def _is_day_in_name(seen: ComparedUnit, anchor: Anchor, own: str) -> bool:
    """A month with its day, of which a name holds the day: "M23" or "3.23" for the movement of 23 March."""
    text = seen.unit.text.content
    day = _DAY_BEFORE.search(text[: anchor.start]) or _DAY_AFTER.match(text[anchor.end :])
    if anchor.kind != "month" or day is None:
        return False
    before = rf"(?:[^\W\d_][.\u00b7]?|(?<!\d)0?{int(anchor.value)}[.\u00b7])"
    return re.search(rf"{before}{day[1]}(?!\d)", own) is not None


def _is_held(case: _Case, name: str, anchor: Anchor) -> bool:
    """Whether the name holds its number, or a year that ends with it, and so does a word of another one: "coronavirus
    disease" beside "COVID-19"."""
    code = case.cause[0].code
    others = [(seen, case.languages[c]) for c, seen in case.row.items() if c != code]
    own = _holding(case.languages[code], anchor.value)
    return bool(own and own.match(name)) and any(
        (words := _holding(language, anchor.value)) and words.search(seen.unit.text.content)
        for seen, language in others
    )


@cache
def _holding(language: Language, number: str) -> re.Pattern[str] | None:
    """The beginnings of words of a language that hold a number of two figures, or a year that ends with it."""
    values = (number, f"{_CENTURY}{number}") if len(number) == len(_CENTURY) else (number,)
    words = [word for value in values for word in forms(language.numbers.stems.get(value, ""))]
    before = r"(?<![^\W\d_])" if language.spaced and not language.numbers.clitics else ""
    return re.compile(f"{before}(?:{'|'.join(map(re.escape, words))})", re.IGNORECASE) if words else None


def _is_age(case: _Case) -> bool:
    """Ages that one language says, where others say none; these are seldom read: a word for people of that age may
    stand there, "infants"."""
    said = ((d.code, d.has) if d.has else (d.sample, d.lacks) for d in case.cause)
    return all(
        a is not None
        and a.kind == "number"
        and (code == case.cause[0].code or len(case.others) == 1 or not all(_prints(other, a) for other in case.others))
        and _in_age(case.row[code], a, case.languages[code])
        for code, a in said
    )


def _prints(seen: ComparedUnit, anchor: Anchor) -> bool:
    return f"{anchor.kind} {anchor.value}" in seen.values


def _in_age(seen: ComparedUnit, anchor: Anchor, language: Language) -> bool:
    pattern = _ages(language)
    if pattern is None:
        return False
    content = seen.unit.text.content.translate(_SPACES)
    said = content[: anchor.start] + "#" * (anchor.end - anchor.start) + content[anchor.end :]
    return any(m.start() < anchor.end and anchor.start < m.end() for m in pattern.finditer(said))


@cache
def _ages(language: Language) -> re.Pattern[str] | None:
    forms = [re.escape(form).replace(r"\{number\}", "#+") for form in language.numbers.ages]
    return re.compile("|".join(forms), re.IGNORECASE) if forms else None


def _is_wording(case: _Case) -> bool:
    """The number of the paragraph itself, that a language need not say, and a small number in words: an ordinal, or
    one that few languages say."""
    return all(a.kind == "number" and (_is_unconfirmed(case, a) or _is_own_number(seen, a)) for seen, a in case.omitted)


def _is_own_number(seen: ComparedUnit, anchor: Anchor) -> bool:
    """Whether a number is that of the paragraph in which it stands: "of this paragraph 1", "58.b)" as a label."""
    return f"para_{anchor.value}" in seen.unit.eid.split("__")


def _is_unconfirmed(case: _Case, anchor: Anchor) -> bool:
    least = _CONFIRM + (anchor.value == _BOTH)
    return is_few(anchor) and (anchor.ordinal or (anchor.spelled and len(case.others) < least))


def _may_be_said(case: _Case) -> bool:
    """A number that a form of a noun says where few languages are there to confirm that it is alone: "2 °C" beside a
    word for two degrees."""
    codes = [code for code in case.row if code != case.cause[0].code]
    forms_of = {value for code in codes for value in case.languages[code].numbers.inflected}
    return len(codes) <= _CONFIRM and all(a.kind == "number" and a.value in forms_of for _, a in case.added)


def _is_first_day(case: _Case) -> bool:
    """The first of January of a year, where all others say the year alone."""
    return all(
        a.kind == "date"
        and a.value.endswith(_FIRST_DAY)
        and all(a.value.removesuffix(_FIRST_DAY) in other.anchors.plain for other in case.others)
        for _, a in case.added
    )


def _is_addition(case: _Case) -> bool:
    """The date after a resolution, the number of one with its year, and a year of a period in a name, that are known
    from elsewhere in the work."""
    return case.known and all(_is_beside(seen, a, case.others) for seen, a in case.added)


def _is_beside(seen: ComparedUnit, anchor: Anchor, others: Sequence[ComparedUnit]) -> bool:
    if anchor.kind == "symbol":
        return anchor.value.endswith(")")
    if anchor.kind != "date":
        periods = _PERIOD.finditer(seen.unit.text.content)
        within = any(m.start() <= anchor.start and anchor.end <= m.end() for m in periods)
        return within and not any(_PERIOD.search(other.unit.text.content) for other in others)
    texts = (a for a in seen.anchors.printed if a.kind == "symbol")
    return any(0 <= anchor.start - a.end <= _BESIDE or 0 <= a.start - anchor.end <= _BESIDE for a in texts)


_KINDS: tuple[tuple[Variant, Callable[[_Case], bool], bool], ...] = (
    ("volume", _is_volume, True),
    ("corrigendum", _is_corrigendum, True),
    ("name", _is_name, False),
    ("name", lambda case: not case.added and _is_shorter(case), False),
    ("age", _is_age, False),
    ("wording", lambda case: not case.added and _is_wording(case), False),
    ("wording", lambda case: not case.omitted and all(_is_own_number(*one) for one in case.added), False),
    ("wording", lambda case: not case.omitted and (_is_first_day(case) or _may_be_said(case)), False),
    ("addition", lambda case: not case.omitted and _is_addition(case), False),
)
"""The kinds with what shows them, and whether one value may stand against another."""

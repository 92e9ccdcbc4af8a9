"""Paragraphs of articles of other texts ("paragraph 3 of article II"): both numbers count together; and chapters, parts
and the like in Roman numerals ("chap. VII").

As two numbers by themselves they are hidden by each other, where one language writes in figures what another one spells
or has in Roman numerals, which are no numbers of the text for themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain

from msgspec import Struct

from akn.compare.evidence import Anchor, ComparedUnit, Version
from akn.inline.lexicon import passage_nouns
from akn.inline.places import Value, passages_in, value_source
from akn.languages.shape import Language, forms
from akn.languages.view import Folded, fold, folded
from akn.patterns import lazy_pattern, one_of
from akn.vocabulary.numerals import roman, unroman

_GAP = 8  # characters between both: " of ", " de l’", " من "
_AGREED = 0.75  # so many of the others have to say the same
_LEVELS = ("art", "para")
_DIVISIONS = ("annex", "part", "chp", "sec", "art")
_ROMANS = 50  # nothing is numbered so far in Roman numerals
_ROMAN = lazy_pattern(r"[IVXL]+")


class _ProvisionPart(Struct, frozen=True):
    """An article, or a paragraph, with its numbers and its place in the folded text."""

    start: int
    end: int
    level: str
    numbers: tuple[str, ...]


def provisions(seen: ComparedUnit, language: Language) -> tuple[Anchor, ...]:
    """The paragraphs of articles that a text names, each as the numbers of both.

    >>> from akn import Document, Metadata, Operative, Text
    >>> from akn.compare.evidence import version
    >>> said = "Recalls paragraph 3 of article II of the Pact and article 5, paragraph 2;"
    >>> made = version(Document(Metadata(language="eng"), body=(Operative("1.", (Text(said),)),)))
    >>> [a.value for a in provisions(made.seen[0], made.language)]
    ['2/3', '5/2']
    """
    if not _article(language).search(seen.unit.text.content):
        return ()
    text = fold(seen.unit.text.content)
    parts = sorted({*_of_passages(text.content, language), *_spelled(text, seen, language)}, key=lambda p: p.start)
    found: dict[str, Anchor] = {}
    for n, one in enumerate(parts):
        article = _article_of(n, parts, text.content, language) if one.level == "para" else None
        if article is not None:
            start, end = text.origin(min(one.start, article.start)), text.end(max(one.end, article.end))
            for number in one.numbers:
                value = f"{article.numbers[0]}/{number}"
                found.setdefault(value, Anchor("provision", value, start, end))
    return tuple(found.values())


def divisions(seen: ComparedUnit, language: Language) -> tuple[Anchor, ...]:
    """The chapters, parts, sections, annexes and articles that a text names by number, each as its kind and number.

    >>> from akn import Document, Metadata, Operative, Text
    >>> from akn.compare.evidence import version
    >>> body = (Operative("1.", (Text("Recalls chap. VII, sect. A, and Annex 2 of the report;"),)),)
    >>> made = version(Document(Metadata(language="eng"), body=body))
    >>> [a.value for a in divisions(made.seen[0], made.language)]
    ['chp/vii', 'annex/ii']
    """
    text = fold(seen.unit.text.content)
    found: dict[str, Anchor] = {}
    for passage in passages_in(text.content, language):
        steps = [member.first.partition("/")[0].partition("_")[2] for member in passage.members if not member.last]
        numbered = text.content[passage.start : passage.end].casefold() not in _division_nouns(language)
        for step in steps if numbered and passage.level in _DIVISIONS else ():
            number = int(step) if step.isdigit() else unroman(step) if _ROMAN.fullmatch(step) else 0
            if 0 < number < _ROMANS:
                value = f"{passage.level}/{roman(number)}"
                found.setdefault(value, Anchor("provision", value, text.origin(passage.start), text.end(passage.end)))
    return tuple(found.values())


def _of_passages(content: str, language: Language) -> Iterator[_ProvisionPart]:
    for passage in passages_in(content, language):
        steps = [member.first.partition("/")[0].partition("_")[2] for member in passage.members if not member.last]
        numbers = tuple(step for step in steps if step.isdigit())
        if passage.level in _LEVELS and numbers:
            yield _ProvisionPart(passage.start, passage.end, passage.level, numbers)
            if passage.level == "art" and (m := _paragraph_after(language).match(content, passage.end)):
                yield _ProvisionPart(m.start(), m.end(), "para", (str(Value.of(m, language).number),))


def _spelled(text: Folded, seen: ComparedUnit, language: Language) -> Iterator[_ProvisionPart]:
    """Nouns with a number in words after them, which the text is known to say."""
    words = {a.start: a for a in seen.anchors.printed if a.spelled}
    for start, _, end, level in passage_nouns(language).find(text.content) if words else ():
        for at in (end, end + 1):
            if level in _LEVELS and at < len(text.content) and (a := words.get(text.origin(at))):
                yield _ProvisionPart(start, at + a.end - a.start, level, (a.value,))


def _article_of(n: int, parts: Sequence[_ProvisionPart], content: str, language: Language) -> _ProvisionPart | None:
    """The article of a paragraph: that after it ("paragraph 3 of article II"), else that before it ("article 5,
    paragraph 2"); where nouns stand after their numbers, that before it."""
    one = parts[n]
    after = parts[n + 1] if n + 1 < len(parts) else None
    gap = content[one.end : after.start] if after else ""
    may_follow = "art" not in language.citations.noun_after and "," not in gap
    if after and after.level == "art" and may_follow and _are_beside(gap, language):
        return after
    before = parts[n - 1] if n else None
    near = before and before.level == "art" and len(before.numbers) == 1
    return before if before and near and _are_beside(content[before.end : one.start], language) else None


def _are_beside(gap: str, language: Language) -> bool:
    return len(gap) <= _GAP and gap.strip(" ,") not in language.citations.join and not set(gap) & set(";.:")


@cache
def _article(language: Language) -> re.Pattern[str]:
    words = language.citations
    nouns = chain.from_iterable(forms(table.get("art", "")) for table in (words.passages, words.noun_after))
    return re.compile("|".join(re.escape(noun) for noun in nouns if noun) or "(?!)", re.IGNORECASE)


@cache
def _division_nouns(language: Language) -> frozenset[str]:
    words = language.citations
    found = (forms(table.get(level, "")) for table in (words.passages, words.noun_after) for level in _DIVISIONS)
    return frozenset(fold(noun).content.casefold() for noun in chain.from_iterable(found) if noun)


@cache
def _in_roman(language: Language) -> re.Pattern[str]:
    """A division with a Roman numeral, before or after its noun; what names none is not looked through."""
    named = "|".join(map(re.escape, sorted(_division_nouns(language)))) or "(?!)"
    return re.compile(rf"(?:{named})\s[IVXL]+\b|(?<!\w)[IVXL]+\s?(?:{named})", re.IGNORECASE)


@cache
def _paragraph_after(language: Language) -> re.Pattern[str]:
    """The paragraph right after its article, where nouns stand after their numbers."""
    nouns = language.citations.noun_after
    last = folded(nouns[level] for level in ("para", "point") if level in nouns)
    return re.compile(
        rf"{one_of(language.citations.opening)}{value_source(language)}{one_of(last)}" if last else "(?!)"
    )


def other_provisions(
    row: Mapping[str, ComparedUnit], table: Mapping[str, Version]
) -> Iterator[tuple[str, Anchor, str, Anchor]]:
    """The language that names one paragraph of an article where the others name another one of the same article, or the
    same one of another article: its code, what it says, and what the others say, as one of them prints it."""
    in_roman = any(_in_roman(table[code].language).search(seen.unit.text.content) for code, seen in row.items())
    told: set[str] = set()  # an article is told with its paragraph
    for read in (provisions, divisions) if in_roman else (provisions,):
        stated = {code: {a.value: a for a in read(seen, table[code].language)} for code, seen in row.items()}
        # what one language calls a part is a section in another
        apart = read is divisions
        found = [
            one
            for one in one_against(stated)
            if one[0] not in told
            and _shares_a_number(one[1], one[3])
            and not (apart and _level(one[1]) != _level(one[3]))
        ]
        told.update(code for code, *_ in found)
        yield from found


def _level(anchor: Anchor) -> str:
    return anchor.value.partition("/")[0]


def one_against(stated: Mapping[str, Mapping[str, Anchor]]) -> Iterator[tuple[str, Anchor, str, Anchor]]:
    """The one value that a language has where the others have another one, by what each language says; what few say
    (one of five) stands against what most say."""
    for code, own in stated.items():
        others = [those for other, those in stated.items() if other != code]
        if len(stated) == 2 and code == next(iter(stated)):
            continue
        often = Counter(chain.from_iterable(others))
        has = [value for value in own if often[value] <= (1 - _AGREED) * len(others)]
        lacks = [value for value, n in often.items() if value not in own and n >= _AGREED * len(others)]
        if len(has) == len(lacks) == 1:
            sample = next(other for other, those in stated.items() if other != code and lacks[0] in those)
            yield code, own[has[0]], sample, stated[sample][lacks[0]]


def _shares_a_number(one: Anchor, two: Anchor) -> bool:
    """Whether two paragraphs of articles are of one article, or have one number."""
    return any(map(str.__eq__, one.value.split("/"), two.value.split("/")))

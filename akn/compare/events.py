"""Which clause of a later text tells that a meeting was held which an earlier one asked for.

"Takes note of the high-level meeting on lamps convened at the ninety-ninth session", "Endorses the outcome of the
biennial meeting of keepers, held in June 2046": the request is settled, and nobody need wait for the meeting.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from rapidfuzz.distance import LCSseq

from akn.clauses import Due, Mandate
from akn.clauses.lookup import Templates, any_of
from akn.clauses.shape import tells, words
from akn.clauses.times import clock
from akn.compare.worded import Clause, wording
from akn.languages import codes, load
from akn.languages.shape import Language
from akn.languages.view import view
from akn.patterns import lazy_pattern

_NAMED = 3
"""Words, but for those of the form, of the name of a meeting that two clauses have one after the other, at least."""
_FULLY = 6  # of such words, of the name of a meeting that another clause convened
_YEAR = lazy_pattern(r"[12][0-9]{3}")


def convenes(row: Mandate) -> bool:
    """Whether a clause asks for a meeting, or settles that it will be held."""
    return any(product.kind == "meeting" and product.asked for product in row.deliverables)


def tells_of_event(one: Clause, two: Clause, *, there: bool = False) -> bool:
    """Whether a clause tells of the meeting that another one convenes: it has its name, and its day, year or session;
    the name is enough where it stands in its place (`there`).

    Serves one row of 3,804 of 64 series, and two of a draft.
    """
    if not (convenes(one.row) and is_told(two.row, observing=True)):
        return False
    small = load(two.row.language).stop_words
    said = [word for word in two.words if word not in small]
    dated = there or any(_says_when(due, said, small) for due in one.row.dates)
    return dated and any(_is_said(name, last, said) for name, last in _names_of(one, small))


def tells_of_named(one: Clause, two: Clause) -> bool:
    """Whether a clause tells of what another one decides something of, by its name and day: "Decides that the biennial
    meeting of keepers, to be convened from 7 to 9 June 2046, will consider lamps", "Endorses its outcome".

    Serves two rows of 3,809.
    """
    if one.row.force != "deciding" or not is_told(two.row, observing=True):
        return False
    small = load(one.row.language).stop_words
    first = next((k for k in range(one.parts.count("verb"), len(one.words)) if one.words[k] not in small), 0)
    found = (k for k in LCSseq.opcodes(one.words, two.words) if k.tag == "equal")
    runs = [(k.src_start, k.src_end) for k in found if k.src_end - k.src_start >= _NAMED]
    named = any(a <= first < b and sum(w not in small for w in one.words[a:b]) >= _FULLY for a, b in runs)
    return named and any(_YEAR.fullmatch(word) for a, b in runs if first < a for word in one.words[a:b])


def is_told(row: Mandate, *, observing: bool = False) -> bool:
    """Whether a clause tells that something was done ("Recalls the meeting", "Endorses its outcome"), also one that
    only observes it ("Takes note"): not where it regrets or denies it, or asks or decides it again ("Recalls its
    request", "Welcomes that no report").
    """
    if not (tells(row.action) or (observing and row.force == "observing")) or row.language not in codes():
        return False
    language = load(row.language)
    said = view(language, wording(row)).content
    denied = (m for m in _denied(language).finditer(said) if not said[m.end() :].lstrip()[:1].isdigit())  # "May 2046"
    return not any(denied) and not _again(language).search(said)


def _says_when(due: Due, said: list[str], small: Collection[str]) -> bool:
    """Whether words say a day, year or session as a clause before did."""
    when = [word for word in re.findall(r"\w+", due.text.casefold()) if word not in small]
    return bool(when) and _longest(when, said)[1] == len(when)


def _names_of(one: Clause, small: Collection[str]) -> Iterator[tuple[list[str], int]]:
    """The names of the meetings that a clause convenes, without small words, and where in each the word is that says
    what it is: up to a comma or a date.
    """
    for product in one.row.deliverables:
        start = one.row.text.find(product.text, one.row.start) if product.kind == "meeting" and product.asked else -1
        inside = [k for k, (a, b) in enumerate(one.spans) if start < b <= start + len(product.text)]
        if start < 0 or not inside:
            continue
        first, head = inside[0], inside[-1]
        ends = (k for k in range(head + 1, len(one.words)) if one.after_comma(k) or one.parts[k] in ("due", "date"))
        end = next(ends, len(one.words))
        name = [k for k in range(first, end) if one.words[k] not in small]
        yield [one.words[k] for k in name], sum(k <= head for k in name)


def _is_said(name: list[str], head: int, said: list[str]) -> bool:
    """Whether words say so much of a name, the word with it that says what it is and what follows that."""
    first, length = _longest(name, said, head)
    return length >= _NAMED and first < head and first + length >= min(head + 1, len(name))


def _longest(name: list[str], said: list[str], head: int = 1) -> tuple[int, int]:
    """The longest run of a name with its `head`-th word that words say: where it begins, and its length."""
    best = 0, 0
    for at in (k for k, word in enumerate(said) if 0 < head <= len(name) and word == name[head - 1]):
        a = b = 0
        while a < min(head - 1, at) and name[head - 2 - a] == said[at - 1 - a]:
            a += 1
        while head + b < len(name) and at + 1 + b < len(said) and name[head + b] == said[at + 1 + b]:
            b += 1
        if a + b + 1 > best[1]:
            best = head - 1 - a, a + b + 1
    return best


@cache
def _denied(language: Language) -> re.Pattern[str]:
    """A pattern of what denies, and of what must be."""
    said = words(language.code)
    return any_of(language, (*said.negations, *said.nobody, *(must for those in said.musts.values() for must in those)))


@cache
def _again(language: Language) -> Templates:
    """A pattern of what is asked, or decided, again."""
    said = words(language.code)
    return clock(language).pattern((*said.renewed, *said.redecided), "(?![0-9])")

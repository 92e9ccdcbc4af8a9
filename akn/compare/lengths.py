"""Lengths of time ("for a period of one year"): the number and its unit count together, and "one" is a number here.

As numbers by themselves most are hidden: "one" is an article in half of the languages, and a small number stands
elsewhere in most texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from akn.clauses.times import clock
from akn.compare.evidence import Anchor, ComparedUnit, Version
from akn.compare.provisions import one_against
from akn.languages.shape import Language
from akn.languages.view import view


def lengths(seen: ComparedUnit, language: Language) -> tuple[Anchor, ...]:
    """The lengths of time that a text names, each with the first place where it does.

    >>> from akn import Document, Metadata, Operative, Text
    >>> from akn.compare.evidence import version
    >>> said = "Decides to renew the mandate for a period of one year, and to report within six months;"
    >>> made = version(Document(Metadata(language="eng"), body=(Operative("1.", (Text(said),)),)))
    >>> [(a.value, said[a.start : a.end]) for a in lengths(made.seen[0], made.language)]
    [('P12M', 'one year'), ('P6M', 'six months')]
    """
    read = view(language, seen.unit.text.content)
    found: dict[str, Anchor] = {}
    for start, end, value in clock(language).lengths(read.content):
        found.setdefault(value, Anchor("length", value, read.start(start), read.end(end)))
    return tuple(found.values())


def other_lengths(
    row: Mapping[str, ComparedUnit], table: Mapping[str, Version]
) -> Iterator[tuple[str, Anchor, str, Anchor]]:
    """The language that names one length of time where the others name another one: its code, what it says, and what
    the others say, as one of them prints it."""
    stated = {code: {a.value: a for a in lengths(seen, table[code].language)} for code, seen in row.items()}
    for code, has, sample, lacks in one_against(stated):
        counted = _numbers_in(row[sample], lacks)
        if counted == {"1"} or row[code].anchors.plain.isdisjoint(counted):
            yield code, has, sample, lacks


def _numbers_in(seen: ComparedUnit, length: Anchor) -> set[str]:
    """The number of a length of time, which a text may say in other words ("5岁", the age of five)."""
    said = (*seen.anchors.printed, *seen.anchors.unsure)
    return {a.value for a in said if a.kind == "number" and length.start <= a.start and a.end <= length.end}

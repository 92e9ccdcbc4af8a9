"""Stage one of a citation: what each text holds, whatever stands around it.

The recognisers run over a text, and here it is settled which findings stay.  Recognisers do not know of each other.
Each reports what it sees in the folded text; the findings are led back to the characters of the text, and of those that
overlap the first and longest is kept.  They leave marks with attributes of their own (`cite`, `place`, `in`, `back`
...), which stage two (`akn.inline.resolve`) turns into addresses.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate
from operator import attrgetter

from msgspec.structs import replace

from akn.diagnostics import Code, Diagnostic
from akn.document import Document
from akn.extensions import loaded, offered
from akn.inline import documents, kinds, lexicon, passages, resolutions
from akn.inline.context import Context, Recogniser, TextView
from akn.languages import load
from akn.languages.dates import find_dates, find_impossible
from akn.languages.view import fold
from akn.text import ANCHORS, LOOKS, Kind, Mark, Text
from akn.walk import RUNNING, Place, texts_of, with_texts
from akn.xml.values import uri


def recognise_all(document: Document, context: Context) -> Document:
    """The document with all its texts as `recognise` gives them."""
    at = {place: replace(context, place=place) for place in Place}
    return with_texts(document, lambda text, place: recognise(text, at[place]))


def impossible_dates(document: Document, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic for each day in running text that is none of the calendar; such dates stay plain text (R-103)."""
    before: Counter[str] = Counter()  # how many texts before one have the same characters
    for text, place in texts_of(document):
        content = text.content
        for start, end in find_impossible(context.language, content) if place in RUNNING else ():
            where = context.where(content, start, before[content])
            yield Code.IMPOSSIBLE_DATE.at(where, printed=content[start:end])
        before[content] += 1


def dates(seen: TextView, context: Context) -> Iterator[Mark]:
    """The dates in one text, as DATE marks; in a note also those in the language that covers fall back on.

    Front and closing lines have docDate instead (profile 2.3).
    """
    if context.place not in RUNNING:
        return
    other = context.language.fallback if context.place is Place.NOTE else ""
    for language in (context.language, load(other)) if other else (context.language,):
        for found in find_dates(language, seen.content):
            yield Mark(found.start, found.end, Kind.DATE, (("date", found.value),))


RECOGNISERS: tuple[Recogniser, ...] = (
    *kinds.recognisers(),
    documents.find,
    resolutions.find,
    passages.find,
    dates,
    lexicon.organs_and_offices,
)


@cache
def _offered() -> tuple[Recogniser, ...]:
    """Those that other packages offer as entry points of the group `akn.recognisers`."""
    return tuple(loaded(point) for point in offered("akn.recognisers"))


@cache
def _recognisers() -> tuple[Recogniser, ...]:
    """Ours, and those of other packages."""
    return (*RECOGNISERS, *_offered())


def offered_links(text: Text, context: Context) -> frozenset[tuple[int, int]]:
    """Where the links stand that recognisers of other packages find in a text: start and end of each."""
    if not _offered():
        return frozenset()
    seen = TextView.of(text.content)
    folded = seen.folded
    found = (m for find in _offered() for m in find(seen, context) if m.kind is Kind.LINK)
    return frozenset((folded.origin(m.start), folded.end(m.end)) for m in found)


_HOLDS = {Kind.MREF: (Kind.REF, Kind.RREF)}
"""Which findings may stand inside which: a list of references holds its members (R-088)."""

_OPEN = frozenset({Kind.INLINE, Kind.DOC_PROPONENT, Kind.QUOTED, Kind.SPAN, Kind.FOREIGN})
"""Findings made before that may hold new ones (the originating document in its proponent line)."""


_NO_FINDING = LOOKS | ANCHORS | _OPEN
"""Marks that new findings may cross or fill."""


def recognise(text: Text, context: Context) -> Text:
    """The text with a mark for everything that the recognisers find; the characters stay as they are.

    What was marked before stays; a new finding that would cross or fill an older one is dropped.  REF marks may carry
    attributes that only `akn.inline.resolve` understands, and that it removes.
    """
    linked: list[Mark] = []
    if text.marks and text.of(Kind.LINK):
        # a link of the source to a symbol counts where its words alone do not tell what they cite
        linked = documents.linked_symbols(text)
        # of links inside each other the outer one stays; addresses are those that XML can hold
        links = first_and_longest(m for m in text.of(Kind.LINK) if not documents.symbol_in(m.get("href")))
        links = [m.with_attributes(href=uri(m.get("href"))) for m in links]
        text = text.without(Kind.LINK).marked(links)
    folded = fold(text.content)
    seen = TextView(folded.content, folded)
    found: list[Mark] = []
    for find in _recognisers():
        found += find(seen, context)
    if not found and not linked:
        return text
    if folded.gaps:
        found = [Mark(folded.origin(m.start), folded.end(m.end), m.kind, m.attributes) for m in found]
    if linked:
        found = _with_links(found, linked)
        found += _free_of(linked, sorted((m for m in found if m.kind is not Kind.DATE), key=lambda m: m.start))
    old = [m for m in text.marks if m.kind not in _NO_FINDING]
    if old:
        found = _free_of(found, old)
    return text.marked(first_and_longest(found))


def _with_links(found: list[Mark], linked: list[Mark]) -> list[Mark]:
    """The findings; a citation that a link of the source covers, whole or most of it, knows where that leads."""
    ends = [m.end for m in linked]
    out: list[Mark] = []
    for m in found:
        if m.get("cite"):
            link = linked[min(bisect_right(ends, (m.start + m.end) // 2), len(linked) - 1)]
            if link.start <= (m.start + m.end) // 2 < link.end:
                m = m.with_attributes(linked=link.get("cite"))
        out.append(m)
    return out


def _free_of(found: list[Mark], old: list[Mark]) -> list[Mark]:
    """The findings that no older one overlaps."""
    reach = list(accumulate(map(attrgetter("end"), old), max))
    free: list[Mark] = []
    for m in found:
        before = bisect_left(old, m.end, key=attrgetter("start"))
        if not before or reach[before - 1] <= m.start:
            free.append(m)
    return free


def first_and_longest(found: Iterable[Mark]) -> list[Mark]:
    """The findings in order, without those that overlap an earlier or longer one; members of a list stay.

    >>> from akn.text import mark
    >>> [m.end for m in first_and_longest([mark(0, 3, Kind.DATE), mark(2, 9, Kind.REF), mark(0, 5, Kind.REF)])]
    [5]
    """
    kept: list[Mark] = []
    holder: Mark | None = None
    end = inside = 0
    ordered = list(found)
    if len(ordered) > 1:
        ordered.sort(key=lambda m: (m.start, -m.end, m.kind))  # of two that mean the same place the first found
    for m in ordered:
        if m.start >= end:
            kept.append(m)
            end, inside = m.end, m.start
            holder = m if m.kind in _HOLDS else None
        elif holder is not None and m.kind in _HOLDS[holder.kind] and m.start >= inside and m.end <= holder.end:
            kept.append(m)
            inside = m.end
    return kept

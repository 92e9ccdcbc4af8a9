"""Runs the recognisers over a text and settles which findings stay.

Recognisers do not know of each other.  Each reports what it sees in the folded text; here the findings are led back to
the characters of the text, and of those that overlap the first and longest is kept.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from akn.inline import back_references, dates, documents, entities, passages, resolutions, treaties, web
from akn.inline.context import Context, Recogniser, Seen
from akn.text import ANCHORS, LOOKS, Kind, Mark, Text

RECOGNISERS: tuple[Recogniser, ...] = (
    web.find,
    documents.find,
    resolutions.find,
    passages.find,
    treaties.find,
    back_references.find,
    dates.find,
    entities.find,
)

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
        linked = web.linked_symbols(text)
        text = text.keeping(lambda m: m.kind is not Kind.LINK or not web.symbol_in(m.get("href")))
    seen = Seen.of(text.content)
    found: list[Mark] = []
    for find in RECOGNISERS:
        found += find(seen, context)
    if not found and not linked:
        return text
    folded = seen.folded
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
    if len(old) == 1:  # as a rule the action that opens a paragraph
        start, end = old[0].start, old[0].end
        return [m for m in found if m.end <= start or end <= m.start]
    starts = [m.start for m in old]
    reach = list(accumulate((m.end for m in old), max))

    def free(m: Mark) -> bool:
        before = bisect_left(starts, m.end)
        return not before or reach[before - 1] <= m.start

    return [m for m in found if free(m)]


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
        ordered.sort(key=lambda m: (m.start, -m.end, m.kind, m.attributes))
    for m in ordered:
        if m.start >= end:
            kept.append(m)
            end, inside = m.end, m.start
            holder = m if m.kind in _HOLDS else None
        elif holder is not None and m.kind in _HOLDS[holder.kind] and m.start >= inside and m.end <= holder.end:
            kept.append(m)
            inside = m.end
    return kept


def without_doubles(text: Text) -> Text:
    """The text without looks that cover the very words of a finding: what has a meaning needs no look (R-106)."""
    looks = text.of(*LOOKS) if text.marks else ()
    if not looks:
        return text
    meant = {(m.start, m.end) for m in text.marks if m.kind not in LOOKS and m.kind not in _WITHOUT_MEANING}
    doubled = [m for m in looks if (m.start, m.end) in meant]
    return text.keeping(lambda m: m not in doubled) if doubled else text


_WITHOUT_MEANING = ANCHORS | {Kind.SPAN, Kind.QUOTED, Kind.FOREIGN, Kind.LINK}

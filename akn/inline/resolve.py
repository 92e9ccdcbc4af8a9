"""The two stages of a citation: what each text holds, and what it points at, seen from the whole document.

Stage one (`recognise`) runs the recognisers over a text and settles which findings stay.  Recognisers do not know of
each other.  Each reports what it sees in the folded text; here the findings are led back to the characters of the text,
and of those that overlap the first and longest is kept.  They leave marks with attributes of their own (`cite`,
`place`, `in`, `back` ...).

In stage two (`resolve`) these become addresses, by the rules of profile section 5, or are removed; what cannot be told
is reported.  In the document that comes out every REF has an `href`, every RREF `from` and `upTo`, every MREF two
members (R-085 to R-088).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import accumulate

from akn.bodies.adopted import day_of, year_known
from akn.bodies.symbols import Symbol, work_uri
from akn.diagnostics import Code, Diagnostic, Result
from akn.document import Document
from akn.extensions import loaded, offered
from akn.inline import documents, lexicon, passages, resolutions
from akn.inline.context import Citation, Context, Recogniser, TextView, Units
from akn.inline.mentions import Mention, mentions_of
from akn.inline.references import Cited, History, TextReferences, is_open
from akn.languages import load
from akn.languages.dates import find_dates, find_impossible
from akn.text import ANCHORS, LOOKS, Kind, Mark, Text
from akn.walk import RUNNING, Place, text_paths, with_texts
from akn.xml.emit_markup import uri
from akn.xml.uri import UNKNOWN_DATE


def resolve(document: Document, context: Context, then: Callable[[Text], Text] | None = None) -> Result[Document]:
    """The document with its references resolved, and what is to be said about those that are not.

    A document that is resolved already comes back as it is.  `then` changes each text once more, on the same walk.
    """
    resolution = _Resolution(document, context)
    return Result(resolution.document(then), tuple(resolution.diagnostics))


def citations(document: Document, context: Context) -> tuple[Citation, ...]:
    """All citations of a document that stage one has marked and stage two has not yet seen, in reading order."""
    resolution = _Resolution(document, context)
    resolution.document()
    return tuple(resolution.found)


class _Resolution:
    """One run over one document."""

    def __init__(self, document: Document, context: Context) -> None:
        self._document = document
        self._context = context
        self._texts = text_paths(document)
        self._units = Units(document)
        self.diagnostics: list[Diagnostic] = []
        self.found: list[Citation] = []

    def document(self, then: Callable[[Text], Text] | None = None) -> Document:
        texts = [text for _, text in self._texts]
        concerned = [i for i, text in enumerate(texts) if any(map(is_open, text.marks))]
        if not concerned and then is None:
            return self._document
        if concerned:  # a note without a citation counts too: "Ibid." after it is not what an earlier one cites
            notes = (i for i, (path, _) in enumerate(self._texts) if path[0] == "notes")
            concerned = sorted({*concerned, *notes})
        mentions = mentions_of(texts, concerned, self._context)
        dates = self._dates(mentions)
        by_text: dict[int, list[Cited]] = {}
        for mention in mentions:
            by_text.setdefault(mention.text, []).append(self._address(mention, dates))
        changed = list(texts)
        history = History()
        for i in concerned:
            path, text = self._texts[i]
            line = TextReferences(self._context, self._units, self._report, i, path, text, by_text.get(i, []), history)
            changed[i] = line.resolved()
            self.found += line.found
        following = iter(changed)

        def change(_text: Text, _place: Place) -> Text:
            text = next(following)
            return text if then is None else then(text)

        return with_texts(self._document, change)

    def _dates(self, mentions: Sequence[Mention]) -> dict[tuple[str, str, str, str], str]:
        """The date of each work that is printed with one of its mentions, the document's own included."""
        known: dict[tuple[str, str, str, str], str] = {}
        for mention in mentions:
            symbol = mention.symbol
            if symbol is None or not mention.printed or not symbol.adopted:
                continue
            first = known.setdefault(work_uri(symbol).identity, mention.printed)
            if first != mention.printed:
                self._report(Code.DATES_DISAGREE, mention.text, mention.mark, date=mention.printed, other=first)
        return known

    def _address(self, mention: Mention, dates: Mapping[tuple[str, str, str, str], str]) -> Cited:
        symbol = mention.symbol
        if symbol is None:
            self._report_mention(mention)
            return Cited(mention, None, "", mention.reason or "ambiguous")
        if mention.contradicted:
            self._report(
                Code.DATE_CONTRADICTS, mention.text, mention.mark, reading=symbol.printed, date=mention.contradicted
            )
        if mention.elsewhere:
            self._report(Code.LINK_DISAGREES, mention.text, mention.mark, link=mention.elsewhere)
        date, how = self._date_of(symbol, mention, dates)
        work = work_uri(symbol, date)
        return Cited(mention, work, work.date, how)

    def _date_of(
        self, symbol: Symbol, mention: Mention, dates: Mapping[tuple[str, str, str, str], str]
    ) -> tuple[str, str]:
        """The date chain of profile section 5: printed here, elsewhere in the file, catalogue, year here, year rule."""
        if symbol.adopted:
            if mention.printed:
                return mention.printed, "printed"
            elsewhere = dates.get(work_uri(symbol).identity, "")
            if elsewhere:
                return elsewhere, "file"
        if symbol.adopted or not symbol.year:
            catalogued = self._context.catalogue.get(symbol.printed, "") or day_of(symbol)
            if catalogued:
                return catalogued, "catalogue"
        if mention.year:
            return mention.year, "printed"
        written = self._context.date
        if (year := year_known(symbol, written)) and not (written and year > written[:4]):
            return year, "year"
        self._report(Code.YEAR_UNKNOWN, mention.text, mention.mark)
        return UNKNOWN_DATE, "unknown date"

    def _report_mention(self, mention: Mention) -> None:
        readings = ", ".join(s.printed for s in mention.symbols)
        if mention.reason == "ambiguous":
            self._report(Code.NUMBER_AMBIGUOUS, mention.text, mention.mark, readings=readings)
        elif mention.reason == "contradicted":
            first = (*mention.symbols, *mention.dated)[0].printed
            self._report(Code.DATE_CONTRADICTS, mention.text, mention.mark, reading=first, date=mention.printed)
        elif mention.reason == "later":
            self._report(Code.TARGET_LATER, mention.text, mention.mark, reading=readings, date=self._context.date)
        elif mention.reason == "unknown":
            self._report(Code.SYMBOL_UNKNOWN, mention.text, mention.mark)
        elif mention.reason == "foreign":
            self._report(Code.ORGAN_WITHOUT_ADDRESS, mention.text, mention.mark)

    @cached_property
    def _nth(self) -> list[int]:
        """For each text how many before it have the same characters."""
        seen: Counter[str] = Counter()
        found: list[int] = []
        for _, text in self._texts:
            found.append(seen[text.content])
            seen[text.content] += 1
        return found

    def _report(self, code: Code, text: int, m: Mark, **found: str) -> None:
        """Say something about a mark of a text, with its line if the parser told where the text stands."""
        content = self._texts[text][1].content
        where = self._context.where(content, m.start, self._nth[text])
        self.diagnostics.append(code.at(where, text=content[m.start : m.end], **found))


# ---- stage one


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


def impossible_dates(text: Text, context: Context, nth: int = 0) -> Iterator[Diagnostic]:
    """A diagnostic for each day in a text that is none of the calendar; such dates stay plain text (R-103).

    The text is the `nth` of those with its characters.
    """
    if context.place in RUNNING:
        for start, end in find_impossible(context.language, text.content):
            where = context.where(text.content, start, nth)
            yield Code.IMPOSSIBLE_DATE.at(where, printed=text.content[start:end])


RECOGNISERS: tuple[Recogniser, ...] = (
    documents.addresses,
    documents.symbols,
    resolutions.find,
    passages.find,
    documents.volumes,
    documents.back,
    dates,
    lexicon.organs_and_offices,
)


@cache
def _recognisers() -> tuple[Recogniser, ...]:
    """Ours, and those that other packages offer as entry points of the group `akn.recognisers`."""
    return (*RECOGNISERS, *(loaded(point) for point in offered("akn.recognisers")))


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
    seen = TextView.of(text.content)
    found: list[Mark] = []
    for find in _recognisers():
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

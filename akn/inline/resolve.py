"""Stage two: what the citations of a document point at.  It sees the whole document in reading order.

Stage one leaves marks with attributes of its own (`cite`, `place`, `in`, `back` ...).  Here they become addresses, by
the rules of profile section 5, or are removed; what cannot be told is reported.  In the document that comes out every
REF has an `href`, every RREF `from` and `upTo`, every MREF two members (R-085 to R-088).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from akn.bodies.adopted import day_of, year_known
from akn.bodies.symbols import Symbol, work_uri
from akn.diagnostics import Code, Diagnostic, Result
from akn.document import Document
from akn.inline.citation import Citation
from akn.inline.context import Context
from akn.inline.mentions import Mention, mentions_of
from akn.inline.paths import text_paths
from akn.inline.references import Cited, History, Line, is_open
from akn.inline.targets import Units
from akn.text import Mark, Text
from akn.walk import Place, with_texts
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
        mentions = mentions_of(texts, concerned, self._context)
        dates = self._dates(mentions)
        by_text: dict[int, list[Cited]] = {}
        for mention in mentions:
            by_text.setdefault(mention.text, []).append(self._address(mention, dates))
        changed = list(texts)
        history = History()
        for i in concerned:
            path, text = self._texts[i]
            line = Line(self, i, path, text, by_text.get(i, []), history)
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
                self.report(Code.DATES_DISAGREE, mention.text, mention.mark, date=mention.printed, other=first)
        return known

    def _address(self, mention: Mention, dates: Mapping[tuple[str, str, str, str], str]) -> Cited:
        symbol = mention.symbol
        if symbol is None:
            self._report_mention(mention)
            return Cited(mention, None, "", mention.reason or "ambiguous")
        if mention.contradicted:
            self.report(
                Code.DATE_CONTRADICTS, mention.text, mention.mark, reading=symbol.printed, date=mention.contradicted
            )
        if mention.elsewhere:
            self.report(Code.LINK_DISAGREES, mention.text, mention.mark, link=mention.elsewhere)
        date, how = self._date_of(symbol, mention, dates)
        work = work_uri(symbol, date)
        return Cited(mention, work, work.date, how)

    def _date_of(
        self, symbol: Symbol, mention: Mention, dates: Mapping[tuple[str, str, str, str], str]
    ) -> tuple[str, str]:
        """The date chain of profile section 5: printed here, elsewhere in the file, catalogue, year rule."""
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
        written = self._context.date
        if (year := year_known(symbol, written)) and not (written and year > written[:4]):
            return year, "year"
        self.report(Code.YEAR_UNKNOWN, mention.text, mention.mark)
        return UNKNOWN_DATE, "unknown date"

    def _report_mention(self, mention: Mention) -> None:
        readings = ", ".join(s.printed for s in mention.symbols)
        if mention.reason == "ambiguous":
            self.report(Code.NUMBER_AMBIGUOUS, mention.text, mention.mark, readings=readings)
        elif mention.reason == "contradicted":
            first = (*mention.symbols, *mention.dated)[0].printed
            self.report(Code.DATE_CONTRADICTS, mention.text, mention.mark, reading=first, date=mention.printed)
        elif mention.reason == "later":
            self.report(Code.TARGET_LATER, mention.text, mention.mark, reading=readings, date=self._context.date)
        elif mention.reason == "unknown":
            self.report(Code.SYMBOL_UNKNOWN, mention.text, mention.mark)
        elif mention.reason == "foreign":
            self.report(Code.ORGAN_WITHOUT_ADDRESS, mention.text, mention.mark)

    @cached_property
    def _nth(self) -> list[int]:
        """For each text how many before it have the same characters."""
        seen: Counter[str] = Counter()
        found: list[int] = []
        for _, text in self._texts:
            found.append(seen[text.content])
            seen[text.content] += 1
        return found

    def report(self, code: Code, text: int, m: Mark, **found: str) -> None:
        """Say something about a mark of a text, with its line if the parser told where the text stands."""
        content = self._texts[text][1].content
        where = self._context.where(content, m.start, self._nth[text])
        self.diagnostics.append(code.at(where, text=content[m.start : m.end], **found))

    @property
    def units(self) -> Units:
        """The units of the document."""
        return self._units

    @property
    def context(self) -> Context:
        """The context of the run."""
        return self._context

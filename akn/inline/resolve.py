"""Stage two of a citation: what it points at, seen from the whole document.

Stage one (`akn.inline.recognise`) left marks with attributes of their own.  Here these become addresses, by the rules
of profile section 5, or are removed; what cannot be told is reported.  In the document that comes out every REF has an
`href`, every RREF `from` and `upTo`, every MREF two members (R-085 to R-088).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

from akn.bodies.adopted import day_of, year_known
from akn.bodies.symbols import Symbol, is_of_others, lacks_organ, parse_symbol, work_uri
from akn.diagnostics import Code, Diagnostic, Result
from akn.document import Document
from akn.inline.context import Citation, CitationsRead, Context, Units
from akn.inline.mentions import Mention, mentions_of, years_against
from akn.inline.references import REFERENCES, WORKING, Cited, History, TextReferences
from akn.text import ANCHORS, LOOKS, Kind, Mark, Text
from akn.walk import Place, text_paths, with_texts
from akn.xml.uri import UNKNOWN_DATE


class Resolved(Result[Document], frozen=True):
    """A document with its references resolved; `cited` is what its words cite, None where that depends on links of the
    source, too.  `idle` tells that corrections were given and that the document is the same without them.
    """

    cited: CitationsRead | None = None
    idle: bool = False


def resolve(document: Document, context: Context) -> Resolved:
    """The document with its references resolved, and what is to be said about those that are not.

    A document that is resolved already comes back as it is.
    """
    resolution = _Resolution(document, context)
    resolved = resolution.document()
    cited = CitationsRead(context, tuple(resolution.found)) if resolution.by_words else None
    return Resolved(resolved, tuple(resolution.diagnostics), cited)


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
        self.by_words = True

    def document(self) -> Document:
        texts = [text for _, text, _ in self._texts]
        opened = list(map(_open_marks, texts))
        if not any(opened):
            return self._document
        # a note without a citation counts too: "Ibid." after it is not what an earlier one cites
        concerned = [i for i, (path, _, _) in enumerate(self._texts) if opened[i] or path[0] == "notes"]
        mentions = mentions_of(texts, concerned, self._context)
        self.by_words = all(mention.by_words for mention in mentions)
        dates = self._dates(mentions)
        by_text: dict[int, list[Cited]] = {}
        for mention in mentions:
            by_text.setdefault(mention.text, []).append(self._address(mention, dates))
        changed = list(texts)
        history = History()
        for i in concerned:
            path, text, _ = self._texts[i]
            cited = by_text.get(i, [])
            line = TextReferences(self._context, self._units, self._report, i, path, text, opened[i], cited, history)
            changed[i] = line.resolved()
            self.found += line.found
        following = iter(changed)
        return with_texts(self._document, lambda text, place: next(following))

    def _dates(self, mentions: Sequence[Mention]) -> dict[tuple[str, str, str, str], str]:
        """The date of each work that is printed with one of its mentions, and of the parts of this document."""
        known: dict[tuple[str, str, str, str], str] = {}
        for part in self._document.parts:
            if part.metadata.date and part.metadata.date_name == "adoption":
                symbols = filter(None, map(parse_symbol, part.metadata.symbols))
                known |= {work_uri(symbol).identity: part.metadata.date for symbol in symbols}
        for mention in mentions:
            symbol = mention.symbol
            if symbol is None or not mention.printed or not symbol.adopted:
                continue
            first = known.setdefault(work_uri(symbol).identity, mention.printed)
            # which of the two is wrong is said where the day is known, once (DATE_MISPRINTED)
            if first != mention.printed and (mention.remote or not self._known(symbol)):
                self._report(Code.DATES_DISAGREE, mention.text, mention.mark, date=mention.printed, other=first)
        return known

    def _known(self, symbol: Symbol) -> str:
        """The day on which a text was adopted, as the catalogue or its number says; empty where neither does."""
        return self._context.catalogue.get(symbol.printed, "") or day_of(symbol)

    def _address(self, mention: Mention, dates: Mapping[tuple[str, str, str, str], str]) -> Cited:
        symbol = mention.symbol
        if symbol is None:
            self._report_mention(mention)
            return Cited(mention, None, "", mention.reason or "ambiguous")
        if mention.printed and symbol.adopted and not mention.remote:
            known = self._known(symbol)
            if known and not known.startswith(mention.printed):  # it is not the day of adoption
                words = {"reading": symbol.printed, "date": mention.printed, "known": known}
                self._report(Code.DATE_MISPRINTED, mention.text, mention.mark, **words)
        if mention.elsewhere:
            self._report(Code.LINK_DISAGREES, mention.text, mention.mark, link=mention.elsewhere)
        date, how = self._date_of(symbol, mention, dates)
        work = work_uri(symbol, date)
        if mention.contradicted:
            words = {"reading": symbol.printed, "date": mention.contradicted, "linked": work.date}
            self._report(Code.DATE_UNFIT, mention.text, mention.mark, **words)
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
        content = self._texts[mention.text][1].content[mention.mark.start : mention.mark.end]
        named = {} if "/" in content else {"text": symbol.printed}  # "Add.1" in "S/4279 and Add.1"
        self._report(Code.YEAR_UNKNOWN, mention.text, mention.mark, reading=symbol.printed, **named)
        return UNKNOWN_DATE, "unknown date"

    def _report_mention(self, mention: Mention) -> None:
        readings = " or ".join(s.printed for s in mention.symbols)
        if mention.reason == "ambiguous":
            self._report(Code.NUMBER_AMBIGUOUS, mention.text, mention.mark, readings=readings)
        elif mention.reason == "contradicted" and not mention.printed:
            words = {"reading": mention.symbols[0].printed, "years": years_against(mention.symbols[0])}
            self._report(Code.YEAR_UNFIT, mention.text, mention.mark, **words)
        elif mention.reason == "contradicted":
            first = (*mention.symbols, *mention.dated)[0].printed
            self._report(Code.DATE_CONTRADICTS, mention.text, mention.mark, reading=first, date=mention.printed)
        elif mention.reason == "later":
            self._report(Code.TARGET_LATER, mention.text, mention.mark, reading=readings, date=self._context.date)
        elif mention.reason == "unknown":
            self._report(_why_unknown(mention.content), mention.text, mention.mark)
        elif mention.reason == "foreign":
            self._report(Code.ORGAN_WITHOUT_ADDRESS, mention.text, mention.mark, date=mention.printed)

    @cached_property
    def _nth(self) -> list[int]:
        """For each text how many before it have the same characters."""
        seen: Counter[str] = Counter()
        found: list[int] = []
        for _, text, _ in self._texts:
            found.append(seen[text.content])
            seen[text.content] += 1
        return found

    def _report(self, code: Code, text: int, m: Mark, /, **found: str) -> None:
        """Say something about a mark of a text, with its line if the parser told where the text stands."""
        content = self._texts[text][1].content
        where = self._context.where(content, m.start, self._nth[text])
        self.diagnostics.append(code.at(where, **{"text": content[m.start : m.end]} | found))


def _open_marks(text: Text) -> list[Mark]:
    """The references of stage one in a text that are not resolved yet."""
    found: list[Mark] = []
    for m in text.marks:
        if m.kind in REFERENCES and not WORKING.isdisjoint(dict(m.attributes)):
            found.append(m)
    return found


def _why_unknown(symbol: str) -> Code:
    """What there is to say of what looks like a symbol and is none that the body files know."""
    if lacks_organ(symbol):
        return Code.NOTHING_BEFORE
    return Code.SYMBOL_OF_OTHERS if is_of_others(symbol) else Code.SYMBOL_UNKNOWN


def without_doubles(document: Document) -> Document:
    """The document without looks that cover the very words of a finding: what has a meaning needs no look (R-106)."""
    return with_texts(document, _without_doubles)


def _without_doubles(text: Text, _place: Place) -> Text:
    if LOOKS.isdisjoint([m.kind for m in text.marks]):
        return text
    meant = {(m.start, m.end) for m in text.marks if m.kind not in _WITHOUT_MEANING}
    return text.keeping(lambda m: m.kind not in LOOKS or (m.start, m.end) not in meant)


_WITHOUT_MEANING = LOOKS | ANCHORS | {Kind.SPAN, Kind.QUOTED, Kind.FOREIGN, Kind.LINK}

"""Stage two: what the citations of a document point at.  It sees the whole document in reading order.

Stage one leaves marks with attributes of its own (`cite`, `place`, `in`, `back` ...).  Here they become addresses, by
the rules of profile section 5, or are removed; what cannot be told is reported.  In the document that comes out every
REF has an `href`, every RREF `from` and `upTo`, every MREF two members (R-085 to R-088).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from akn.diagnostics import Code, Diagnostic, Position, Result
from akn.document import Document
from akn.eids import Path
from akn.fold import fold
from akn.inline.context import Context
from akn.inline.mentions import Mention, mentions_of
from akn.inline.paths import text_paths
from akn.inline.targets import CHARTER, Units, place_in
from akn.inline.words import lexicon
from akn.symbols import Symbol, work_uri
from akn.text import Kind, Mark, Text
from akn.texts import Place, with_texts
from akn.uri import WorkUri, parse_uri

_WORKING = frozenset({"cite", "basis", "foreign", "place", "in", "back", "treaty", "from_place", "upTo_place"})
_REFERENCES = (Kind.REF, Kind.RREF, Kind.MREF)
_NEAR = 110
_NAME = 64
_PUNCTUATION = ",;.:()،؛，；。（）“”«»\n"


@dataclass(frozen=True, slots=True)
class Citation:
    """One citation of a document: where it stands and what it points at.

    `path` is the path of its text, `start` and `end` its characters there, `text` what is printed.  `kind` is
    resolution, decision, presidentialStatement, document, passage, charter, internal, treaty or back.  `symbol` is
    the symbol in full, `target` the IRI or local reference, empty if there is none; `date` the date that the target
    carries.  `how` says how the date or the target was found: printed, file, catalogue, year, unknown date; local,
    fixed, back; or why there is none: ambiguous, contradicted, weak, foreign, unknown, dangling, unnamed.
    """

    path: Path
    start: int
    end: int
    text: str
    kind: str
    symbol: str = ""
    target: str = ""
    date: str = ""
    how: str = ""


def resolve(document: Document, context: Context) -> Result[Document]:
    """The document with its references resolved, and what is to be said about those that are not.

    A document that is resolved already comes back as it is.
    """
    resolution = _Resolution(document, context)
    return Result(resolution.document(), tuple(resolution.diagnostics))


def citations(document: Document, context: Context) -> tuple[Citation, ...]:
    """All citations of a document that stage one has marked and stage two has not yet seen, in reading order."""
    resolution = _Resolution(document, context)
    resolution.document()
    return tuple(resolution.found)


@dataclass(frozen=True, slots=True)
class _Cited:
    """A mention with its address, if it has one."""

    mention: Mention
    work: WorkUri | None
    date: str = ""
    how: str = ""


class _Resolution:
    """One run over one document."""

    def __init__(self, document: Document, context: Context) -> None:
        self._document = document
        self._context = context
        self._texts = text_paths(document)
        self._units = Units(document)
        self.diagnostics: list[Diagnostic] = []
        self.found: list[Citation] = []

    def document(self) -> Document:
        texts = [text for _, text in self._texts]
        concerned = [i for i, text in enumerate(texts) if any(_is_open(m) for m in text.marks)]
        if not concerned:
            return self._document
        mentions = mentions_of(texts, self._context)
        dates = self._dates(mentions)
        by_text: dict[int, list[_Cited]] = {}
        for mention in mentions:
            by_text.setdefault(mention.text, []).append(self._address(mention, dates))
        changed = list(texts)
        history = _History()
        for i in concerned:
            path, text = self._texts[i]
            changed[i] = _Line(self, path, text, by_text.get(i, []), history).resolved()
        queue = deque(changed)

        def change(_text: Text, _place: Place) -> Text:
            return queue.popleft()

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

    def _address(self, mention: Mention, dates: Mapping[tuple[str, str, str, str], str]) -> _Cited:
        symbol = mention.symbol
        if symbol is None:
            self._report_mention(mention)
            return _Cited(mention, None, "", mention.reason or "ambiguous")
        if mention.contradicted:
            self.report(
                Code.DATE_CONTRADICTS, mention.text, mention.mark, reading=symbol.printed, date=mention.contradicted
            )
        date, how = self._date_of(symbol, mention, dates)
        work = work_uri(symbol, date)
        return _Cited(mention, work, work.date, how)

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
            catalogued = self._context.catalogue.get(symbol.printed, "")
            if catalogued:
                return catalogued, "catalogue"
        return "", "year" if symbol.year else "unknown date"

    def _report_mention(self, mention: Mention) -> None:
        readings = ", ".join(s.printed for s in mention.symbols)
        if mention.reason == "ambiguous":
            self.report(Code.NUMBER_AMBIGUOUS, mention.text, mention.mark, readings=readings)
        elif mention.reason == "contradicted":
            first = mention.symbols[0].printed
            self.report(Code.DATE_CONTRADICTS, mention.text, mention.mark, reading=first, date=mention.printed)
        elif mention.reason == "unknown":
            self.report(Code.SYMBOL_UNKNOWN, mention.text, mention.mark)
        elif mention.reason == "foreign":
            self.report(Code.ORGAN_WITHOUT_ADDRESS, mention.text, mention.mark)

    def report(self, code: Code, text: int | Text, m: Mark, **found: str) -> None:
        """Say something about a mark of a text, with its line if the parser told where the text stands."""
        content = (self._texts[text][1] if isinstance(text, int) else text).content
        place = self._context.places.get(content)
        where = replace(place, column=place.column + m.start) if place and place.column else place or Position()
        self.diagnostics.append(code.at(where, text=content[m.start : m.end], **found))

    @property
    def units(self) -> Units:
        """The units of the document."""
        return self._units

    @property
    def context(self) -> Context:
        """The context of the run."""
        return self._context


class _History:
    """What was cited last, for "Ibid." and "the same resolution"."""

    def __init__(self) -> None:
        self.adopted: WorkUri | None = None
        self.note: WorkUri | None = None  # what the note before cites, if it cites one thing
        self.treaty = False  # the note before cites a treaty series
        self.path: Path = ()


def _is_open(m: Mark) -> bool:
    return m.kind in _REFERENCES and (m.kind is Kind.MREF or any(name in _WORKING for name, _ in m.attributes))


class _Line:
    """The references of one text."""

    def __init__(self, run: _Resolution, path: Path, text: Text, cited: list[_Cited], history: _History) -> None:
        self._run = run
        self._path = path
        self._text = text
        self._cited = {c.mention.mark: c for c in cited}
        self._order = cited
        self._history = history

    def resolved(self) -> Text:
        kept: list[Mark] = []
        marks = self._text.marks
        for i, m in enumerate(marks):
            if m.kind is Kind.MREF:
                kept.append(m)
                if i + 1 < len(marks) and marks[i + 1].get("in") == "text":
                    self._unnamed(m)
            elif _is_open(m):
                kept += self._mark(m)
            else:
                kept.append(m)
        self._remember()
        kept = _whole_lists(kept)
        kept += self._lists(kept)
        return Text(self._text.content, tuple(kept))

    def _mark(self, m: Mark) -> Iterator[Mark]:
        if m in self._cited:
            yield from self._mention(self._cited[m])
        elif m.get("in") == "text":
            if not any(o.kind is Kind.MREF and o.start <= m.start and m.end <= o.end for o in self._text.marks):
                self._unnamed(m)
        elif m.get("in"):
            yield from self._passage(m)
        elif m.get("back"):
            yield from self._back(m)
        else:
            self._row(m, "treaty" if m.get("treaty") else "passage", how="unnamed")

    def _mention(self, cited: _Cited) -> Iterator[Mark]:
        m, symbol = cited.mention.mark, cited.mention.symbol
        if cited.work is None or symbol is None:
            if cited.how != "weak":
                readings = "|".join(s.printed for s in cited.mention.symbols)
                self._row(m, "document" if m.get("basis") == "symbol" else "resolution", readings, how=cited.how)
            return
        self._row(m, symbol.kind, symbol.printed, str(cited.work), cited.date, cited.how)
        if symbol.adopted:
            self._history.adopted = cited.work
        yield Mark(m.start, m.end, Kind.REF, (("href", str(cited.work)),))

    def _row(self, m: Mark, kind: str, symbol: str = "", target: str = "", date: str = "", how: str = "") -> None:
        printed = self._text.content[m.start : m.end]
        self._run.found.append(Citation(self._path, m.start, m.end, printed, kind, symbol, target, date, how))

    # passages

    def _unnamed(self, m: Mark) -> None:
        """List a passage of something without a number: with the words behind it, which say of what."""
        behind = self._text.content[m.end : m.end + _NAME]
        end = min((behind.find(c) for c in _PUNCTUATION if c in behind), default=len(behind))
        if end == len(behind) == _NAME:
            end = max(behind.rfind(" "), 0)
        self._row(Mark(m.start, m.end + end, m.kind), "passage", how="unnamed")

    def _passage(self, m: Mark) -> Iterator[Mark]:
        places = [m.get("from_place"), m.get("upTo_place")] if m.kind is Kind.RREF else [m.get("place")]
        within = m.get("in")
        kind = {"charter": "charter", "here": "internal", "whole": "internal"}.get(within, "passage")
        if within in ("here", "whole"):
            hrefs, how = self._inside(m, places, whole=within == "whole"), "local"
        elif within == "charter":
            hrefs, how = [place_in(CHARTER, place) for place in places], "fixed"
        else:
            work = self._work(m, within)
            hrefs = [place_in(work, place) for place in places] if work else []
            how = "cited" if work else "unnamed"
        if not hrefs:
            self._row(m, kind, how="dangling" if how == "local" else how)
            return
        date = work_date(hrefs[0])
        self._row(m, kind, "", " ".join(hrefs), date, how)
        if len(hrefs) == 1:
            yield Mark(m.start, m.end, Kind.REF, (("href", hrefs[0]),))
        else:
            yield Mark(m.start, m.end, Kind.RREF, (("from", hrefs[0]), ("upTo", hrefs[1])))

    def _inside(self, m: Mark, places: list[str], *, whole: bool) -> list[str]:
        units = self._run.units
        eids = [units.find(place, self._path, whole=whole) for place in places]
        missing = [place for place, eid in zip(places, eids, strict=True) if not eid]
        if missing:
            self._run.report(Code.PASSAGE_DANGLING, self._text, m, place=missing[0])
            return []
        if len(eids) == 2 and not units.before(*eids):
            self._run.report(Code.PASSAGE_DANGLING, self._text, m, place=f"{places[0]}-{places[1]}")
            return []
        return [f"#{eid}" for eid in eids]

    def _work(self, m: Mark, within: str) -> WorkUri | None:
        """The work that a passage is of: that of the citation behind it or before it."""
        if within == "next":
            behind = next((c for c in self._order if c.mention.mark.start >= m.end), None)
            return behind.work if behind and behind.mention.mark.start - m.end <= _NEAR else None
        if within == "previous":
            return self._work_before(m)
        return None

    def _work_before(self, m: Mark) -> WorkUri | None:
        """The work that is cited right before a passage, other passages of it between; of a text and its
        corrigendum it is the text."""
        before = [c for c in self._order if c.mention.mark.end <= m.start]
        if not before:
            return self._history.note if self._after_ibid(m) else None
        last = before[-1]
        gap = self._text.content[last.mention.mark.end : m.start]
        for other in reversed(self._text.marks):
            start = other.start - last.mention.mark.end
            if other.get("in") == "previous" and start >= 0 and other.end <= m.start:
                gap = gap[:start] + " " * (other.end - other.start) + gap[start + other.end - other.start :]
        if len(gap) > _NEAR or any(c.isdigit() for c in gap):
            return None
        if len(before) > 1 and last.mention.joined and _corrects(last.mention, before[-2].mention):
            return before[-2].work
        return last.work

    def _after_ibid(self, m: Mark) -> bool:
        return any(b.get("back") == "ibid" and b.end <= m.start for b in self._text.marks)

    # back references

    def _back(self, m: Mark) -> Iterator[Mark]:
        work = self._history.note if m.get("back") == "ibid" else self._history.adopted
        alone = m.get("back") != "ibid" or not self._order
        if work is None or not alone:
            treaty = self._history.treaty and m.get("back") == "ibid"
            if alone and not treaty:
                self._run.report(Code.NOTHING_BEFORE, self._text, m)
            if alone:
                self._row(m, "treaty" if treaty else "back", how="unnamed")
            return
        self._row(m, "back", "", str(work), work.date, "back")
        yield Mark(m.start, m.end, Kind.REF, (("href", str(work)),))

    def _remember(self) -> None:
        """What the next "Ibid." means: the one thing that this note cites; an "Ibid." hands on what it means."""
        if self._path[:1] != ("notes",):
            return
        works = {str(c.work) for c in self._order if c.work}
        ibid = any(m.get("back") == "ibid" for m in self._text.marks)
        treaty = any(m.get("treaty") for m in self._text.marks)
        if len(works) == 1 and len({c.mention.mark.start for c in self._order}) == 1:
            self._history.note, self._history.treaty = self._order[0].work, False
        elif treaty or not ibid or self._order:
            self._history.note, self._history.treaty = None, treaty or (ibid and self._history.treaty)

    # lists

    def _lists(self, kept: list[Mark]) -> Iterator[Mark]:
        """An MREF around each list of citations that is nothing but citations: "98/12, 98/13 and 99/1"."""
        link = lexicon(self._run.context.language, "join")
        symbols = {(c.mention.mark.start, c.mention.mark.end) for c in self._order}
        refs = [m for m in kept if m.kind is Kind.REF and (m.start, m.end) in symbols]
        held = [m for m in kept if m.kind is Kind.MREF]
        group: list[Mark] = []
        for m in [*refs, None]:
            if m is not None and any(h.start <= m.start and m.end <= h.end for h in held):
                continue
            if group and m is not None:
                gap = fold(self._text.content[group[-1].end : m.start]).content
                if gap and len(gap) <= 16 and link.cover(gap, 0, len(gap), " ,،、") is not None:
                    group.append(m)
                    continue
            if len(group) > 1:
                yield Mark(group[0].start, group[-1].end, Kind.MREF)
            group = [m] if m is not None else []


def _corrects(mention: Mention, before: Mention) -> bool:
    """True if a symbol is that of a corrigendum of the text cited before it."""
    if not (mention.symbols and before.symbols):
        return False
    symbol, text = mention.symbols[0].printed.split("-")[0], before.symbols[0].printed.split("-")[0]
    return symbol.startswith(f"{text}/Corr.") or ("/Corr." in symbol and "/Corr." in text)


def work_date(href: str) -> str:
    """The date of the work that an IRI names, empty for a local reference."""
    uri = parse_uri(href)
    return uri.date if isinstance(uri, WorkUri) else ""


def _whole_lists(marks: list[Mark]) -> list[Mark]:
    """The marks without lists that are left with fewer than two members (R-088)."""
    out = []
    for m in marks:
        if m.kind is Kind.MREF:
            members = [r for r in marks if r.kind in (Kind.REF, Kind.RREF) and m.start <= r.start and r.end <= m.end]
            if len(members) < 2:
                continue
        out.append(m)
    return out

"""The references of one text, resolved: from the marks of stage one to those of the profile.

Part of stage two (`akn.inline.resolve`), which knows the whole document; here one text is at work, with what was cited
before it.  All look-ups go by position, so the time grows with the number of marks.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter

from msgspec import Struct

from akn.diagnostics import Code
from akn.inline.context import CHARTER, Citation, Context, Units, place_in
from akn.inline.lexicon import lexicon
from akn.inline.mentions import Mention
from akn.languages.view import fold
from akn.patterns import lazy_pattern
from akn.text import Kind, Mark, Text
from akn.xml.elements import Path
from akn.xml.uri import WorkUri, parse_uri

WORKING = frozenset(
    {
        *("cite", "basis", "linked", "via", "foreign", "abroad", "place", "in"),
        *("back", "treaty", "from_place", "upTo_place"),
    }
)
"""Attributes of stage one."""
REFERENCES = frozenset({Kind.REF, Kind.RREF})
_START = attrgetter("start")
_NEAR = 110
_NAME = 64
_BESIDE = 12  # characters between a paragraph and the words for its text: " of ", ", in "
# the end of a name; a stop after an abbreviation ("No. 36") is none
_END = lazy_pattern(r"[,;:()،؛，；。（）“”«»\n]|\.(?!\s?\d)|(?<=\w{4})\.")


class Cited(Struct, frozen=True):
    """A mention with its address, if it has one."""

    mention: Mention
    work: WorkUri | None
    date: str = ""
    how: str = ""


class History(Struct):
    """What was cited last, for "Ibid." and "the same resolution"."""

    adopted: WorkUri | None = None  # the resolution cited last, and in which text
    adopted_in: int = 0
    note: WorkUri | None = None  # what the note before cites, if it cites one thing
    treaty: bool = False  # the note before cites a treaty series
    elsewhere: bool = False  # the note before names something else that has no address here: a book, a report


class TextReferences:
    """The references of one text; `report` says something about a mark of it."""

    def __init__(
        self,
        context: Context,
        units: Units,
        report: Callable[..., None],
        number: int,
        path: Path,
        text: Text,
        opened: Sequence[Mark],
        cited: Sequence[Cited],
        history: History,
    ) -> None:
        self._words = context.language.citations
        self._language = context.language
        self._units = units
        self._report = report
        self._number = number
        self._path = path
        self._text = text
        self._opened = opened
        self._lists_before = text.of(Kind.MREF)
        self._order = cited
        self._cited: dict[Mark, Cited] = {}
        self._starts: list[int] = []
        self._ends: list[int] = []
        for c in cited:
            self._cited[c.mention.mark] = c
            self._starts.append(c.mention.mark.start)
            self._ends.append(c.mention.mark.end)
        self._others: list[int] = []
        self._places: list[Mark] = []
        self._passages: list[Mark] = []
        for m in opened:
            within = m.get("in")
            if within != "text":
                self._others.append(m.start)
            if within:
                self._places.append(m)
            if within == "previous":
                self._passages.append(m)
        self._history = history
        self.found: list[Citation] = []

    def resolved(self) -> Text:
        kept: list[Mark] = []
        marks, opened = self._text.marks, frozenset(self._opened)
        for i, m in enumerate(marks):
            if m in opened:
                kept += self._mark(m)
                continue
            kept.append(m)
            if m.kind is Kind.MREF and i + 1 < len(marks) and marks[i + 1].get("in") == "text":
                self._unnamed(m)
        if self._path[:1] == ("notes",):
            self._remember()
        if self._lists_before:
            kept = _whole_lists(kept)
        if len(self._order) > 1:
            kept += self._lists(kept)
        return Text(self._text.content, tuple(kept))

    def _mark(self, m: Mark) -> Iterator[Mark]:
        if m in self._cited:
            yield from self._mention(self._cited[m])
        elif m.get("in") == "text":
            if not self._listed(m):
                self._unnamed(m)
        elif m.get("in"):
            yield from self._passage(m)
        elif m.get("back"):
            yield from self._back(m)
        else:
            self._row(m, "treaty" if m.get("treaty") else "passage", how="unnamed")

    def _listed(self, m: Mark) -> bool:
        """True if the mark stands in a list of stage one."""
        i = bisect_right(self._lists_before, m.start, key=_START) - 1
        return i >= 0 and m.end <= self._lists_before[i].end

    def _mention(self, cited: Cited) -> Iterator[Mark]:
        m, symbol = cited.mention.mark, cited.mention.symbol
        dated = cited.mention.printed or cited.mention.contradicted
        if cited.work is None or symbol is None:
            if m.get("basis") != "symbol":
                self._history.adopted = None  # "that resolution" is this one, whatever it is
            if cited.how != "weak":
                readings = "|".join(s.printed for s in cited.mention.symbols)
                kind = "document" if m.get("basis") == "symbol" else "resolution"
                self._row(m, kind, readings, how=cited.how, printed_date=dated)
            return
        self._row(m, symbol.kind, symbol.printed, str(cited.work), cited.date, cited.how, dated)
        if symbol.adopted:
            self._history.adopted, self._history.adopted_in = cited.work, self._number
        yield Mark(m.start, m.end, Kind.REF, (("href", str(cited.work)),))

    def _row(
        self,
        m: Mark,
        kind: str,
        symbol: str = "",
        target: str = "",
        date: str = "",
        how: str = "",
        printed_date: str = "",
    ) -> None:
        words = self._text.content[m.start : m.end]
        self.found.append(Citation(self._path, m.start, m.end, words, kind, symbol, target, date, how, printed_date))

    # passages

    def _unnamed(self, m: Mark) -> None:
        """List a passage of something without a number: with the words after it, which say of what."""
        i = bisect_left(self._others, m.end)
        near = self._others[i] if i < len(self._others) and self._others[i] < m.end + _NAME else 0
        following = self._text.content[m.end : near or m.end + _NAME]
        following = self._without_links(following) if near else following
        stop = _END.search(following)
        end = stop.start() if stop else len(following)
        if end == len(following) == _NAME:
            end = max(following.rfind(" "), 0)
        self._row(Mark(m.start, m.end + end, m.kind), "passage", how="unnamed")

    def _without_links(self, name: str) -> str:
        """The words of a name without those at its end that lead to the next citation, "and its resolution"."""
        links = lexicon(self._language, "join", "of", "own", "resolution", "decision", "document")
        while (at := name.rstrip().rfind(" ")) > 0 and links.value_of(fold(name[at:].strip()).content):
            name = name[:at]
        return name

    def _passage(self, m: Mark) -> Iterator[Mark]:
        places = [m.get("from_place"), m.get("upTo_place")] if m.kind is Kind.RREF else [m.get("place")]
        within = m.get("in")
        kind = {"charter": "charter", "here": "internal", "whole": "internal"}.get(within, "passage")
        if within in ("here", "whole"):
            hrefs, how = self._inside(m, places, whole=within == "whole"), "local"
        elif within == "charter":
            hrefs, how = [place_in(CHARTER, place) for place in places], "fixed"
        else:
            # a point has no address without its paragraph
            work = None if any(place.startswith("point_") for place in places) else self._work(m, within)
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
        eids = [self._units.find(place, self._path, whole=whole) for place in places]
        missing = [place for place, eid in zip(places, eids, strict=True) if not eid]
        if missing:
            self._report(Code.PASSAGE_DANGLING, self._number, m, place=missing[0])
            return []
        if len(eids) == 2 and not self._units.before(*eids):
            self._report(Code.PASSAGE_DANGLING, self._number, m, place=f"{places[0]}-{places[1]}")
            return []
        return [f"#{eid}" for eid in eids]

    def _work(self, m: Mark, within: str) -> WorkUri | None:
        """The work that a passage is of: that of the citation after it or before it."""
        if within == "next":
            i = bisect_left(self._starts, m.end)
            following = self._order[i] if i < len(self._order) else None
            return following.work if following and self._starts[i] - m.end <= _NEAR else None
        if within == "previous":
            return self._work_before(m)
        if within != "back":
            return None
        backs = [b for b in self._text.marks if b.get("back") and b.end <= m.start]
        before = self._words.noun_last and backs  # "该决议第1、2和3段": what its words mean
        return self._last(backs[-1] if before else m)

    def _last(self, m: Mark) -> WorkUri | None:
        """The resolution that was cited last, in this text or right before it, no other one spoken of since."""
        history = self._history
        if history.adopted is None or self._number - history.adopted_in > 1:
            return None
        i = bisect_right(self._ends, m.start) - 1
        between = fold(self._text.content[self._ends[i] if i >= 0 else 0 : m.start]).content
        nouns = list(lexicon(self._language, "resolution", "decision").find(between))
        # where the noun follows its number, that of the citation itself stands first
        spare = 1 if i >= 0 and self._words.noun_last else 0
        return history.adopted if len(nouns) <= spare else None

    def _work_before(self, m: Mark) -> WorkUri | None:
        """The work that is cited right before a passage, other passages of it between; of a text and its
        corrigendum it is the text."""
        i = bisect_right(self._ends, m.start) - 1
        if i < 0:
            after_ibid = any(b.get("back") == "ibid" and b.end <= m.start for b in self._text.marks)
            return self._history.note if after_ibid else None
        at = self._ends[i]
        if m.start - at > _NEAR:
            return None
        for k in range(bisect_left(self._passages, at, key=_START), len(self._passages)):
            other = self._passages[k]
            if other.start >= m.start:
                break
            if any(c.isdigit() for c in self._text.content[at : other.start]):
                return None
            at = max(at, other.end)
        if any(c.isdigit() for c in self._text.content[at : m.start]):
            return None
        while i and self._order[i].mention.joined and _corrects(self._order[i].mention, self._order[i - 1].mention):
            i -= 1
        return self._order[i].work

    # back references

    def _back(self, m: Mark) -> Iterator[Mark]:
        work = self._history.note if m.get("back") == "ibid" else self._last(m)
        alone = m.get("back") != "ibid" or not self._order
        if work is None or not alone:
            treaty = self._history.treaty and m.get("back") == "ibid"
            clear = treaty or (self._history.elsewhere and m.get("back") == "ibid")
            if alone and not clear:
                code = Code.NOTHING_BEFORE if self._has_passage(m) else Code.REFERENCE_OPEN
                self._report(code, self._number, m)
            if alone:
                self._row(m, "treaty" if treaty else "back", how="unnamed")
            return
        self._row(m, "back", "", str(work), work.date, "back")
        yield Mark(m.start, m.end, Kind.REF, (("href", str(work)),))

    def _remember(self) -> None:
        """What the next "Ibid." means: the one thing that this note cites; an "Ibid." hands on what it means."""
        cited = [
            c
            for i, c in enumerate(self._order)
            if not (i and c.mention.joined and _corrects(c.mention, self._order[i - 1].mention))
        ]
        works = {str(c.work) for c in cited if c.work}
        ibid = any(m.get("back") == "ibid" for m in self._text.marks)
        treaty = any(m.get("treaty") for m in self._text.marks)
        if len(works) == 1 and len({c.mention.mark.start for c in cited}) == 1:
            self._history.note, self._history.treaty, self._history.elsewhere = cited[0].work, False, False
        elif treaty or not ibid or self._order:
            self._history.note, self._history.treaty = None, treaty or (ibid and self._history.treaty)
            self._history.elsewhere = not self._order and not ibid

    # lists

    def _has_passage(self, m: Mark) -> bool:
        """True if a paragraph or an annex of it is cited beside it ("paragraph 3 of that resolution")."""
        i = bisect_left(self._places, m.start, key=_START)
        around = self._places[max(0, i - 1) : i + 2]
        return any(0 <= m.start - p.end <= _BESIDE or 0 <= p.start - m.end <= _BESIDE for p in around)

    def _lists(self, kept: list[Mark]) -> Iterator[Mark]:
        """An MREF around each list of citations that is nothing but citations: "98/12, 98/13 and 99/1"."""
        link = lexicon(self._language, "join")
        symbols = set(zip(self._starts, self._ends, strict=True))
        refs = [m for m in kept if m.kind is Kind.REF and (m.start, m.end) in symbols]
        group: list[Mark] = []
        for m in [*refs, None]:
            if m is not None and self._listed(m):
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
    starts = [m.start for m in marks if m.kind in REFERENCES]

    def whole(m: Mark) -> bool:
        return bisect_left(starts, m.end) - bisect_left(starts, m.start) >= 2

    return [m for m in marks if m.kind is not Kind.MREF or whole(m)]

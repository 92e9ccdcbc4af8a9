"""Page furniture: running headers, page numbers, job numbers and bar codes, known by where they stand and recur.

Only the edges of pages are looked at, never the middle of running text, and no word of any language is known here:
a header is what recurs at the top of pages or repeats the masthead, a page number is what counts along with them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import accumulate, pairwise

from msgspec import Struct, field

from converters.formats.text.lines import Line, Page, is_marker, is_rule, is_symbol

_HEADER = 8  # lines at the top of a page, at most, that can be its header
_FOOTER = 5
_MASTHEAD = 40  # lines of the first page in which the title stands
_SYMBOL = 8  # lines of the first page in which the symbol stands
_TITLE = 14  # characters, at least, without spaces, of a title that repeats the masthead; dates have fewer
_FOOT = 12  # lines in which the marks of the printing plant stand on a page
_COLUMNS = 3  # lines of it that may set the symbol beside the publisher
_SHORT = 60  # characters of such a line, at most
_WIDE = 240  # characters of a line of furniture, at most, with the gaps in it
_LONE = 40  # characters that a line with nothing but a page number has at most
_EXAMPLES = 3  # lines that were left out, at most, that are shown
_SHOWN = 40  # characters of them
_APART = 400  # characters, at least, between two page numbers in a text without form feeds


class Furniture(Struct):
    """What was left out: the number of lines of each kind, and the lines with their numbers."""

    kinds: Counter[str] = field(default_factory=Counter)
    lines: list[tuple[int, str]] = []

    def drop(self, kind: str, number: int, text: str) -> None:
        """Take note of a line that is left out."""
        self.kinds[kind] += 1
        self.lines.append((number, text))

    @property
    def first(self) -> int:
        """The number of the first line that was left out, 0 if there is none."""
        return min(self.lines)[0] if self.lines else 0

    def __str__(self) -> str:
        """The kinds with their counts, in alphabetical order, and the first few lines, by which a person can check."""
        kinds = ", ".join(f"{n} {kind}{'s' if n > 1 else ''}" for kind, n in sorted(self.kinds.items()))
        lines = sorted(self.lines, key=lambda line: (is_rule(line[1]), line))  # words tell more than strokes
        texts = dict.fromkeys(" ".join(text.split()) for _, text in lines)
        shown = [text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…" for text in texts]
        return f"{kinds}: {', '.join(f'“{text}”' for text in shown[:_EXAMPLES])}{', …' * (len(shown) > _EXAMPLES)}"


def strip_furniture(pages: list[Page]) -> tuple[list[Page], Furniture]:
    """The pages without their furniture.

    A text that has lost its form feeds is first parted into pages where its page numbers show that one ends.
    """
    found = Furniture()
    while len(pages) > 1 and not pages[0].lines:  # a form feed before the first word
        pages = pages[1:]
    if not pages[0].lines:
        return pages, found
    if len(pages) == 1:
        pages = _part(pages[0])
    _strip_printing(pages[0].lines, found)
    if len(pages) > 1 or is_footer(pages[0].lines[-1].text):
        known = _Known(pages)
        for index, page in enumerate(pages):
            _strip_bottom(page.lines, index, known, found)
            _strip_among_notes(page.lines, index, known, found)
            if index:
                _strip_top(page.lines, index, known, found)
    return pages, found


def _strip_printing(lines: list[Line], found: Furniture) -> None:
    """Take the marks of the printing plant out of the masthead, where dumps in the order of printing have them."""
    for line in lines[1:_SYMBOL]:
        kind = "job number" if _JOB.fullmatch(line.text) else "bar code" if _BAR_CODE.fullmatch(line.text) else ""
        if kind:
            found.drop(kind, line.number, line.text)
            lines.remove(line)


class _Known:
    """What recurs at the edges of the pages of one document."""

    def __init__(self, pages: list[Page]) -> None:
        tops = [_top(page.lines) for page in pages[1:]]
        bottoms = [page.lines[-_FOOTER:] for page in pages]
        self.headers = Counter(s for top in tops for s in {s for line in top for s in segments(line.text)})
        self.footers = Counter(s for low in bottoms for s in {s for line in low for s in segments(line.text)})
        self.masthead = squeezed(line.text for line in pages[0].lines[:_MASTHEAD])
        sizes = [len(squeezed([line.text])) for line in pages[0].lines[:_MASTHEAD]]
        self.borders = {0, *accumulate(sizes)}  # where the lines of the masthead begin and end
        self.symbols = _symbols(pages[0].lines)
        self.pages = len(pages)
        # the day of printing, where a dump has not set it beside the job number
        low = [line.text for line in pages[0].lines[-_FOOT:]]
        jobs = any(_JOB.fullmatch(text) for text in low)
        self.printed = {text for text in low if jobs and len(text) == 6 and text.isdecimal()}
        self.often = max(3, len(pages) * 2 // 5)  # headers of left and right pages may differ
        self.mostly = max(3, len(pages) * 3 // 5)
        edges = [(i, line) for i, low in enumerate(bottoms) for line in low[-3:]]
        edges += [(i, line) for i, top in enumerate(tops, 1) for line in top[:3]]
        self.offset = self._numbering(edges)
        self.shapes = Counter(
            shape
            for shape, _ in {(_DIGITS.sub("#", s), i) for i, line in edges for s in segments(line.text) if len(s) < 24}
        )

        # where pages are numbered 2/7, a bare number calls a note
        self.fractions = self.shapes["#/#"] > 1

    @staticmethod
    def _numbering(edges: list[tuple[int, Line]]) -> int | None:
        """How page numbers differ from the index of their page, if they do so alike on at least two pages."""
        offsets: Counter[int] = Counter()
        for offset, _ in {
            (n - i, i) for i, line in edges for s in segments(line.text) if (n := page_number(s)) is not None
        }:
            offsets[offset] += 1
        if not offsets:
            return None
        offset, count = min(offsets.items(), key=lambda item: (-item[1], abs(item[0] - 1)))
        return offset if count > 1 else None

    def kind(self, segment: str, index: int, recurring: Counter[str]) -> str:
        """The kind of furniture that a part of a line at the edge of a page is, empty if it may be text."""
        number = page_number(segment)
        if (
            number is not None
            and not (self.fractions and segment.isdecimal())
            and (
                (number - index == self.offset and self.shapes[_DIGITS.sub("#", segment)] > 1)
                or segment == f"{index + 1}/{self.pages}"
            )
        ):
            return "page number"
        if _beside_job(segment):
            return "page number"
        if _JOB.fullmatch(segment) or segment in self.printed:
            return "job number"
        if _BAR_CODE.fullmatch(segment):
            return "bar code"
        if index and _is_header(segment, self.symbols, self.masthead):
            return "running header"
        if len(segment) > _WIDE:
            return ""
        if recurring is self.footers:
            return "running footer" if recurring[segment] >= self.mostly else ""
        often = 2 if is_symbol(segment) else self.often
        return "running header" if recurring[segment] >= often else ""

    def without_symbol(self, segment: str) -> str:
        """A part of a line without the symbol of the document at its end."""
        own = next((s for s in self.symbols if segment.endswith(f" {s}")), "")
        return segment.removesuffix(own).rstrip()

    def is_title(self, text: str) -> bool:
        """True if a text without spaces is long enough for a title, and is made of whole lines of the masthead."""
        starts = self.borders if len(text) >= _TITLE else ()
        return any(self.masthead.startswith(text, at) and at + len(text) in self.borders for at in starts)

    def is_own(self, segment: str, kind: str) -> bool:
        """True if furniture tells of the page or the document itself: its symbol, its job number, a page number."""
        return kind in ("page number", "job number") or _is_header(segment, self.symbols, self.masthead)


def _strip_among_notes(lines: list[Line], index: int, known: _Known, found: Furniture) -> None:
    """Take out what stands between the notes below the last rule of a page: dumps do not keep the order of a foot."""
    rule = next((i for i in range(len(lines) - 1, -1, -1) if is_rule(lines[i].text)), None)
    if rule is None:
        return
    below, gap = lines[rule + 1 :], 0
    del lines[rule + 1 :]
    for line in below:
        kind = known.kind(line.text, index, known.footers)
        if kind and kind != "running footer" and not is_marker(line.text):
            found.drop(kind, line.number, line.text)
            gap = 1
        else:
            line.gap = max(line.gap, gap)
            lines.append(line)
            gap = 0


def _strip_bottom(lines: list[Line], index: int, known: _Known, found: Furniture) -> None:
    for _ in range(_FOOTER):
        if not lines:
            return
        parts = segments(lines[-1].text)
        kinds = [known.kind(s, index, known.footers) for s in parts]
        sure = next((kind for kind in kinds if kind), "")
        if not sure or not all(
            kind or s.isdecimal() or known.footers[s] > 1 for s, kind in zip(parts, kinds, strict=True)
        ):
            return
        gone = lines.pop()
        found.drop(sure, gone.number, gone.text)


def _strip_top(lines: list[Line], index: int, known: _Known, found: Furniture) -> None:
    """Take the header off: lines that are furniture, and beside one that surely is, repetitions of the masthead."""
    count = _header(lines, index, known)
    for line in lines[:count]:
        found.drop("running header", line.number, line.text)
    del lines[:count]
    if lines:
        lines[0].gap = 0


def _header(lines: list[Line], index: int, known: _Known) -> int:
    """How many lines at the top of a page are its header.

    The group of lines above the first blank line must be furniture as a whole, so that a heading that recurs stays.  If
    it is not, the header ends with the last line that surely is furniture, and one of them has the symbol or a number
    of the page (dumps in the order in which a page was printed have its foot there, too).  More groups belong to it if
    they are furniture, or repeat a title of the masthead (dumps in reading order part the symbol and the title).
    """
    kinds = [[known.kind(s, index, known.headers) for s in segments(line.text)] for line in lines[:_HEADER]]
    sure = [any(kind) for kind in kinds]
    ends = [i for i in range(1, len(kinds)) if lines[i].gap]
    if len(kinds) == len(lines) or lines[len(kinds)].gap:
        ends.append(len(kinds))
    first = ends[0] if ends else len(kinds)
    repeated = 0  # lines of the first group
    while repeated < first and _is_repeated(lines[repeated], kinds[repeated], known):
        repeated += 1
    last = max((i + 1 for i in range(repeated) if sure[i]), default=0)
    if last and (not ends or repeated < first):
        own = (known.is_own(*s) for i in range(last) for s in zip(segments(lines[i].text), kinds[i], strict=True))
        return last if any(own) else 0
    count = first if last else 0
    start = count
    for end in ends[1:] if last else ends:
        rest = squeezed(lines[i].text for i in range(start, end) if not sure[i])
        if rest and not known.is_title(rest):
            break
        if last or any(sure[start:end]):
            count = end
        start = end
    return count


def _is_repeated(line: Line, kinds: list[str], known: _Known) -> bool:
    """True if every part of a line is furniture, recurs at the top of pages, or repeats words of the masthead."""
    return all(
        kind or known.headers[s] > 1 or (len(s) > 3 and squeezed([known.without_symbol(s)]) in known.masthead)
        for s, kind in zip(segments(line.text), kinds, strict=True)
    )


def _top(lines: list[Line]) -> list[Line]:
    """The group of lines at the top of a page, up to the first blank line."""
    for i, line in enumerate(lines[: _HEADER + 1]):
        if i and line.gap:
            return lines[:i]
    return lines[:_HEADER]


def _part(page: Page) -> list[Page]:
    """A text without form feeds, parted after page numbers that count on; one page if none do.

    The first page often has a job number and a bar code alone.  Dumps whose form feeds an editor dropped: 39 of 39 real
    ones keep what they show with them, a third of their paragraphs is lost otherwise.
    """
    lines = page.lines
    numbered = _numbered_ends(lines)
    starts = [end + 1 for end, _ in numbered]
    if not starts or numbered[0][1] > 1:  # the end of the first page is still to be found
        starts = [*_job_end(lines[: starts[0] - 1] if starts else lines), *starts]
    starts = [start for start in starts if start < len(lines)]
    if not starts:
        return [page]
    pages: list[Page] = []
    for number, (start, end) in enumerate(pairwise([0, *starts, len(lines)]), 1):
        own = lines[start:end]
        own[0].gap = 0
        for line in own:
            line.page = number
        pages.append(Page(own))
    return pages


def _numbered_ends(lines: list[Line]) -> list[tuple[int, int]]:
    """The lines with page numbers that count on, and their numbers; none if there is one alone without a job number."""
    ends: list[tuple[int, int]] = []
    last = total = size = 0
    sure = False
    for i, line in enumerate(lines):
        size += len(line.text)
        beside = _beside_job(line.text)
        if beside:
            number, of = beside
        elif (m := _LONE_NUMBER.fullmatch(line.text) if len(line.text) < _LONE else None) and (
            i and (line.gap or lines[i - 1].gap or i + 1 == len(lines))
        ):
            number, of = int(m["page"] or m["dashed"]), int(m["of"] or 0)
        else:
            continue
        counts = of == total and (number > last if of else number == last + 1)  # a number of `3/7` may be lost
        if (counts or not last) and (number <= of or not of) and (size > _APART or not last):
            ends.append((i, number))
            last, total, size = number, of, 0
            sure = sure or beside is not None
    return ends if sure or len(ends) > 1 else []


def _beside_job(text: str) -> tuple[int, int] | None:
    """The page number and the number of pages (0 if not printed) in a line that has a job number beside them."""
    words = text.split() if len(text) < _WIDE else ()
    if not 2 <= len(words) <= 3:
        return None
    for job, rest in ((words[0], words[1:]), (words[-1], words[:-1])):
        m = _OF_PAGES.fullmatch(" ".join(rest)) if _JOB.fullmatch(job) else None
        if m:
            return int(m[1]), int(m[2] or 0)
    return None


def _job_end(lines: list[Line]) -> list[int]:
    """Where the first page ends: after the lines of its job number and bar code, with text before and after."""
    size = 0
    for i, line in enumerate(lines):
        size += len(line.text)
        if size > _APART and is_footer(line.text):
            # notes may stand between the job number and the bar code, which is the last line then
            ends = [j + 1 for j in range(i, min(len(lines), i + _FOOT)) if is_footer(lines[j].text)]
            return ends[-1:]
    return []


def _symbols(lines: list[Line]) -> set[str]:
    """The symbols in the masthead at the beginning of the first page.

    A dump without columns has the symbol after the name of the publisher, with a single space between.
    """
    found = {s for line in lines[:_SYMBOL] for s in segments(line.text) if is_symbol(s)}
    last = (m[0] for line in lines[:_COLUMNS] if len(line.text) < _SHORT and (m := _BEHIND.search(line.text)))
    return found or {s for s in last if is_symbol(s)}


def _is_header(segment: str, symbols: set[str], masthead: str) -> bool:
    """True for one of the document's own symbols, alone or beside words of its masthead (`masthead`, squeezed)."""
    for symbol in symbols:
        if segment.startswith(symbol) or segment.endswith(symbol):
            rest = segment.removeprefix(symbol) if segment.startswith(symbol) else segment.removesuffix(symbol)
            if not rest or (len(rest) > _SYMBOL and rest != rest.strip() and squeezed([rest]) in masthead):
                return True
    return False


def is_lone_number(line: str) -> bool:
    """True for a line that may be a page number in a text without form feeds."""
    return len(line) < _LONE and bool(_LONE_NUMBER.fullmatch(line))


def is_footer(line: str) -> bool:
    """True for a line that is furniture at the end of any text: a job number, alone or with a page number, a bar code,
    `1/1`."""
    parts = segments(line)
    return any(_JOB.fullmatch(s) or _BAR_CODE.fullmatch(s) or s == "1/1" or _beside_job(s) for s in parts)


def segments(text: str) -> list[str]:
    """The parts of a line that wide gaps separate."""
    return _GAPS.split(text) if "   " in text or "\t" in text else [text]


def squeezed(parts: Iterable[str]) -> str:
    """The characters without white space, for comparing texts that are set in other lines."""
    return "".join("".join(part.split()) for part in parts)


def page_number(segment: str) -> int | None:
    """The number of a page as printed at its edge: `3`, `- 3 -`, `3/7`, `Page 3`, `3 of 7`; None for anything else."""
    if len(segment) > 24:
        return None
    m = _NUMBER.fullmatch(segment)
    return int(m[1]) if m else None


_GAPS = re.compile(r"\s*\t\s*|\s{3,}")
_BEHIND = re.compile(r"(?<=\s)[A-Z]{1,8}/\S+(?: ?\(\d{4}\))?\Z")
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(
    r"[-–—(\[]*\s*(?:[^\W\d_]{1,8}[.:]?\s*)?(\d{1,4})(?:\s*/\s*\d{1,4}|\s+[^\W\d_]{1,4}\s+\d{1,3})?\s*[-–—)\]]*"
)
_LONE_NUMBER = re.compile(
    r"(?:(?P<page>\d{1,4})\s*/\s*(?P<of>\d{1,4})|[-–—] ?(?P<dashed>\d{1,4}) ?[-–—])(?:\s{2,}\S+)?"
)
_OF_PAGES = re.compile(r"(\d{1,4})(?: ?/ ?(\d{1,4}))?")
_JOB = re.compile(r"(?:[A-Z]{1,4}\.)?\d{2}-\d{5,6}(?:\s*\([A-Z]\))?(?:\s+\d{6})*")
_BAR_CODE = re.compile(r"\*\s?\d{5,12}\s?\*")

"""The one text type of the library: a string, and marks beside it.

A look (italic), a finding (a citation, a date, an action phrase) and an anchor (a note call) are all marks with
character offsets into one string.  Passes add marks; none rewrites the string, so nothing can get lost.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import force_setattr, replace

from akn.patterns import lazy_pattern

Attributes = tuple[tuple[str, str], ...]


class Kind(StrEnum):
    """What a mark says about its stretch of text; the value is the element that shows it in AKN."""

    # looks: typography without meaning
    ITALIC = "i"
    BOLD = "b"
    UNDERLINE = "u"
    SUPERSCRIPT = "sup"
    SUBSCRIPT = "sub"
    # anchors: zero width
    NOTE = "note"  # a note call; attribute `key` names the Note, `marker` the call as printed where it differs
    BREAK = "eol"  # a line break inside a masthead line or a closing line
    # findings in body text (profile 2.1 to 2.3)
    ACTION = "concept"  # refersTo="#action_KEY"
    REF = "ref"  # href
    RREF = "rref"  # from, upTo
    MREF = "mref"  # wraps refs
    DATE = "date"  # date="YYYY-MM-DD"
    LINK = "a"  # href
    ORGANIZATION = "organization"  # refersTo, as all of the following
    ROLE = "role"
    LOCATION = "location"
    PERSON = "person"
    EVENT = "event"
    TERM = "term"
    QUANTITY = "quantity"  # refersTo, normalized
    # findings on the cover page, in the preface and in the conclusions
    DOC_AUTHORITY = "docAuthority"
    DOC_NUMBER = "docNumber"
    DOC_DATE = "docDate"
    DOC_STATUS = "docStatus"
    DOC_TITLE = "docTitle"
    DOC_TYPE = "docType"
    DOC_PROPONENT = "docProponent"
    DOC_COMMITTEE = "docCommittee"
    SESSION = "session"
    VOTE = "vote"
    OUTCOME = "outcome"
    INLINE = "inline"  # name, title
    # other inline elements
    SPAN = "span"  # class, xml:lang
    QUOTED = "embeddedText"
    OMISSIS = "omissis"
    FOREIGN = "foreign"  # anything else an AKN file holds; attribute `tag` is the element in {namespace}name form

    # equal to its value, so hashed like it; and several times faster than the hash that Enum defines in Python
    __hash__ = str.__hash__


DIRECTION = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Marks of writing direction."""

LOOKS = frozenset({Kind.ITALIC, Kind.BOLD, Kind.UNDERLINE, Kind.SUPERSCRIPT, Kind.SUBSCRIPT})
ANCHORS = frozenset({Kind.NOTE, Kind.BREAK})


class Node(Struct, frozen=True, tag=True, tag_field="type", omit_defaults=True, forbid_unknown_fields=True):
    """The base of all values of the models; in JSON (`akn.snapshot`) each names its class as `type`."""


class Mark(Node, frozen=True, gc=False):
    """A stretch of text from `start` to `end` (character offsets, end excluded) with its kind and attributes.

    Attributes are (name, value) pairs in alphabetical order of the names, so that equal marks are equal values.

    >>> Mark(0, 5, Kind.DATE, (("date", "2044-12-09"),)).get("date")
    '2044-12-09'
    """

    start: int
    end: int
    kind: Kind
    attributes: Attributes = ()

    def get(self, name: str) -> str:
        """The value of an attribute, empty if absent."""
        for key, value in self.attributes:
            if key == name:
                return value
        return ""

    def with_attributes(self, **values: str) -> Mark:
        """The same mark with attributes set; an empty value removes the attribute. `from_` stands for `from`."""
        merged = dict(self.attributes)
        for name, value in values.items():
            merged[name.rstrip("_")] = value
        return replace(self, attributes=tuple(sorted((k, v) for k, v in merged.items() if v)))

    def moved(self, by: int) -> Mark:
        """The same mark `by` characters further on."""
        return Mark(self.start + by, self.end + by, self.kind, self.attributes)


def mark(start: int, end: int, kind: Kind, **attributes: str) -> Mark:
    """A mark from keyword attributes, empty ones left out; a trailing `_` is dropped from a name (`from_`).

    >>> mark(3, 9, Kind.REF, href="#para_1")
    Mark(start=3, end=9, kind=<Kind.REF: 'ref'>, attributes=(('href', '#para_1'),))
    """
    found = [(k.rstrip("_"), v) for k, v in attributes.items() if v]
    if len(found) > 1:
        found.sort()
    return Mark(start, end, kind, tuple(found))


def _order(m: Mark) -> tuple[int, int, int, str, Attributes]:
    """By start; anchors at one place first, in their given order (that of the calls in the source); then longest."""
    if m.kind in ANCHORS:
        return (m.start, 0, 0, "", ())
    return (m.start, 1, -m.end, m.kind, m.attributes)


def _canonical(marks: Iterable[Mark], length: int) -> tuple[Mark, ...]:
    """Marks inside the text, in order, empty ones dropped, touching or overlapping equal looks joined."""
    kept: list[Mark] = []
    looks: list[Mark] = []
    for m in marks:
        start, end, kind = m.start, m.end, m.kind
        if kind in ANCHORS:
            if not 0 <= start <= length or end != start:
                start = min(max(start, 0), length)
                m = Mark(start, start, kind, m.attributes)
            kept.append(m)
            continue
        if start < 0 or end > length:
            start, end = max(0, start), min(length, end)
            m = Mark(start, end, kind, m.attributes)
        if start < end:
            (looks if kind in LOOKS else kept).append(m)
    if looks:
        kept += looks if len(looks) == 1 and not looks[0].attributes else _joined_looks(looks)
    if len(kept) > 1:
        kept.sort(key=_order)
    return tuple(kept)


def _joined_looks(looks: list[Mark]) -> list[Mark]:
    """The looks with those of one kind that touch or overlap made one."""
    joined: list[Mark] = []
    open_: dict[Kind, Mark] = {}
    for m in sorted(looks, key=_order):
        before = open_.get(m.kind)
        if before is not None and m.start <= before.end:
            open_[m.kind] = Mark(before.start, max(before.end, m.end), m.kind)
        else:
            if before is not None:
                joined.append(before)
            open_[m.kind] = Mark(m.start, m.end, m.kind)
    return joined + list(open_.values())


class Stretches:
    """Stretches of a text, which are asked whether others meet one of them.

    >>> Stretches([(2, 4), (8, 9)]).meet(4, 8), Stretches([(2, 4), (8, 9)]).meet(3, 5)
    (False, True)
    """

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        found = sorted(spans)
        self._starts = [start for start, _ in found]
        self._ends = [*accumulate((end for _, end in found), max)]

    def meet(self, start: int, end: int) -> bool:
        """Whether one of them has a character of a stretch."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._ends[before - 1] > start


class Text(Node, frozen=True, gc=False):
    """A string with marks beside it; equal if both are equal.

    Marks are kept in one canonical order, looks of one kind that touch are one mark, marks reach no further than
    the string.  So two texts that look and mean the same are equal values.

    >>> Text("abc", (Mark(0, 1, Kind.ITALIC), Mark(1, 2, Kind.ITALIC))).marks
    (Mark(start=0, end=2, kind=<Kind.ITALIC: 'i'>, attributes=()),)
    """

    content: str = ""
    marks: tuple[Mark, ...] = ()

    def __post_init__(self) -> None:
        """Bring the marks into canonical form."""
        if self.marks:
            force_setattr(self, "marks", _canonical(self.marks, len(self.content)))

    def __bool__(self) -> bool:
        """True if there is anything at all: a character or an anchor."""
        return bool(self.content or self.marks)

    def __len__(self) -> int:
        """The number of characters."""
        return len(self.content)

    def __add__(self, other: Text) -> Text:
        """Both texts, one after the other."""
        at = len(self.content)
        return Text(self.content + other.content, self.marks + tuple(m.moved(at) for m in other.marks))

    def marked(self, marks: Iterable[Mark]) -> Text:
        """The same string with more marks."""
        more = tuple(marks)
        return Text(self.content, self.marks + more) if more else self

    def keeping(self, test: Callable[[Mark], bool]) -> Text:
        """The same string with those marks only that pass the test."""
        kept = tuple([m for m in self.marks if test(m)])
        return self if len(kept) == len(self.marks) else Text(self.content, kept)

    def without(self, *kinds: Kind) -> Text:
        """The same string without the marks of these kinds."""
        return self.keeping(lambda m: m.kind not in kinds)

    def of(self, *kinds: Kind) -> tuple[Mark, ...]:
        """The marks of these kinds, in order."""
        return tuple([m for m in self.marks if m.kind in kinds]) if self.marks else ()

    def slice(self, start: int, end: int | None = None) -> Text:
        """The part from `start` to `end`; a mark across a border is cut there.

        An anchor at `start` belongs to the part, an anchor at `end` only if `end` is the end of the text.  So
        `text.slice(0, n) + text.slice(n)` is the text again.
        """
        size = len(self.content)
        stop = size if end is None else min(end, size)
        kept = []
        for m in self.marks:
            if m.kind in ANCHORS:
                if start <= m.start and (m.start < stop or m.start == stop == size):
                    kept.append(m.moved(-start))
            elif m.start < stop and m.end > start:
                kept.append(Mark(max(m.start, start) - start, min(m.end, stop) - start, m.kind, m.attributes))
        return Text(self.content[start:stop], tuple(kept))

    def strip(self) -> Text:
        """The text without white space at either end; anchors there are kept."""
        left = len(self.content) - len(self.content.lstrip())
        right = max(left, len(self.content.rstrip()))
        if left == 0 and right == len(self.content):
            return self
        return self._led(self.content[left:right], lambda offset, _: min(max(offset, left), right) - left)

    def replaced(self, start: int, end: int, by: str = "") -> Text:
        """The text with the characters from `start` to `end` replaced; marks move along (for readers only)."""

        def place(offset: int, closing: bool) -> int:
            if offset <= start:
                return offset
            if offset >= end:
                return offset + len(by) - (end - start)
            return start + len(by) if closing else start

        return self._led(self.content[:start] + by + self.content[end:], place)

    def _led(self, content: str, place: Callable[[int, bool], int]) -> Text:
        """Other characters with these marks; `place` leads an offset there, told whether a mark ends at it."""
        marks = [Mark(place(m.start, False), place(m.end, True), m.kind, m.attributes) for m in self.marks]
        return Text(content, tuple(marks))


EMPTY = Text()
COVER_LINE = "cover line"
"""The name of what marks a line below the title that a person calls one of the cover."""


def joined(parts: Iterable[Text], separator: str = "") -> Text:
    """All parts in one text, in linear time.

    >>> joined([Text("a"), Text("b")], " ").content
    'a b'
    """
    several = tuple(parts)
    if len(several) == 1:
        return several[0]
    pieces: list[str] = []
    marks: list[Mark] = []
    at = 0
    for i, part in enumerate(several):
        if i and separator:
            pieces.append(separator)
            at += len(separator)
        pieces.append(part.content)
        marks += [m.moved(at) for m in part.marks] if at else part.marks
        at += len(part.content)
    return Text("".join(pieces), tuple(marks))


_SPACES = lazy_pattern(r"[ \t\r\n\f]+")
_UNEVEN = lazy_pattern(r"[\t\r\n\f]|  ")


def even(text: Text) -> Text:
    """The text with each run of white space as one space and none at the ends; marks move along, in linear time.

    White space is that of XML and HTML; a no-break space is a character like any other.  A mark that begins within a
    run begins after it; one that ends there, and an anchor there, stands before it.

    >>> even(Text(" a \\n b ", (Mark(1, 6, Kind.ITALIC),)))
    Text(content='a b', marks=(Mark(start=0, end=3, kind=<Kind.ITALIC: 'i'>, attributes=()),))
    """
    content = text.content
    if not content:
        return text
    if not _UNEVEN.search(content) and content[0] != " " and content[-1] != " ":
        return text
    size = len(content)
    pieces: list[str] = []
    at = removed = 0
    borders: list[tuple[int, int, int, int]] = []  # start and end of a run, its new start, its new length
    for run in _SPACES.finditer(content):
        start, end = run.span()
        kept = 0 if start == 0 or end == size else 1
        pieces += [content[at:start], " " * kept]
        borders.append((start, end, start - removed, kept))
        removed += end - start - kept
        at = end
    pieces.append(content[at:])
    return Text("".join(pieces), _moved(text.marks, borders))


def _moved(marks: tuple[Mark, ...], borders: list[tuple[int, int, int, int]]) -> tuple[Mark, ...]:
    """Marks with their offsets after the removal of white space."""
    starts = [start for start, *_ in borders]

    def place(offset: int, *, closing: bool) -> int:
        k = bisect_right(starts, offset) - 1
        if k < 0:
            return offset
        start, end, new, kept = borders[k]
        if offset <= start or (closing and offset < end):
            return new
        return new + kept + max(0, offset - end)

    return tuple(
        Mark(place(m.start, closing=m.kind in ANCHORS), place(m.end, closing=True), m.kind, m.attributes) for m in marks
    )


class TextBuilder:
    """Builds a Text piece by piece, for readers: characters with looks, anchors, findings.

    >>> b = TextBuilder()
    >>> b.add("Recalling", Kind.ITALIC).add(" it").anchor(Kind.NOTE, key="1").text().content
    'Recalling it'
    """

    __slots__ = ("_marks", "_pieces", "_size")

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._marks: list[Mark] = []
        self._size = 0

    def add(self, content: str, *looks: Kind) -> TextBuilder:
        """Put characters after, all of them with these looks."""
        if content:
            end = self._size + len(content)
            self._marks += [Mark(self._size, end, look) for look in looks]
            self._pieces.append(content)
            self._size = end
        return self

    def anchor(self, kind: Kind, **attributes: str) -> TextBuilder:
        """Put an anchor where the text ends now."""
        self._marks.append(mark(self._size, self._size, kind, **attributes))
        return self

    def mark(self, start: int, kind: Kind, attributes: Attributes = ()) -> TextBuilder:
        """Mark what was added since `start` (see `len`)."""
        self._marks.append(Mark(start, self._size, kind, attributes))
        return self

    def __len__(self) -> int:
        """The number of characters so far."""
        return self._size

    def text(self) -> Text:
        """What was built."""
        return Text("".join(self._pieces), tuple(self._marks))


def title_lines(preface: Sequence[Text]) -> list[Text]:
    """The lines of a preface that are the title, with the number in them; one that says when the text was adopted is
    none, unless it has the number or the title in it, and neither is one that a person calls a line of the cover.

    >>> day = mark(32, 47, Kind.DOC_DATE, date="2044-05-12")
    >>> adopted = Text("Adopted at its 9031st meeting, on 12 May 2044", (day,))
    >>> title_lines([adopted]), title_lines([Text("Lamps"), adopted])
    ([], [Text(content='Lamps', marks=())])
    """
    own = [text for text in preface if COVER_LINE not in [m.get("name") for m in text.of(Kind.INLINE)]]
    plain = [text for text in own if not text.of(Kind.DOC_DATE) or text.of(Kind.DOC_TITLE)]
    return plain or [text for text in preface if text.of(Kind.DOC_NUMBER)]


def first_words(content: str, most: int) -> str:
    """The first words of a text, in so many characters at most where these hold whole words; "…" for those after them.

    >>> first_words("Light on every coast", 12), first_words("Light", 12), first_words("灯塔管理员的职责", 4)
    ('Light on…', 'Light', '灯塔管理…')
    """
    words = " ".join(content.split())
    if len(words) <= most:
        return words
    whole = words[: most + 1].rpartition(" ")[0] or words[:most]
    return f"{whole.rstrip()}…"


def has_case(content: str) -> bool:
    """True if the first letter is of a script that has upper and lower case.

    >>> has_case("(a) Lamps"), has_case("(أ) مصابيح"), has_case("1.")
    (True, False, False)
    """
    first = next(filter(str.isalpha, content), "")
    return first.lower() != first.upper()

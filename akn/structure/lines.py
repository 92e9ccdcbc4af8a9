"""Blocks made ready for parsing: notes set aside, cut paragraphs whole again, typed numbers taken off the text."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from akn.blocks import AnyBlock, Block, NoteBlock, Style, TableBlock
from akn.diagnostics import Code, Diagnostic, Position, Result
from akn.languages.labels import BULLETS
from akn.patterns import lazy_pattern
from akn.structure.continuation import SHORT, Source, continues, join
from akn.structure.evidence import NO_ENDS, UNSEEN, Ends, Evidence, ends_of
from akn.structure.house import parted_formula
from akn.text import ANCHORS, LOOKS, Kind, Mark, Text, first_words

# What a reader can see: looks, anchors, addresses.
_SEEN = LOOKS | ANCHORS | {Kind.LINK}
# Characters of a text that a message shows.
SHOWN = 60


class Line(Struct):
    """One paragraph-level piece of the source on its way through the passes.

    `text` is without the typed number, which stands in `label` as printed; `readings` are what the label can mean:
    (alphabet, value) pairs, the likeliest first; `inserted` tells that it stands after one of that value ("2 bis.").
    A table has no text.  A line is not changed but replaced, for what follows from its fields is kept beside them.
    """

    text: Text
    where: Position
    label: str = ""
    readings: tuple[tuple[str, int], ...] = ()
    inserted: bool = False
    style: Style = Style.NONE
    indent: int = 0
    table: TableBlock | None = None
    source: Text = Text()
    wrapped: bool = False  # no column of it can be told but the first
    override: str = (
        ""  # what a person says it is (akn.structure.corrections), what it stands under, and whether it may act
    )
    under: str = ""
    level: int = 0  # of a heading, as a person says; 1 is the highest
    acts: bool = True
    ends: Ends = NO_ENDS  # what stands at the ends of the text
    numbered: bool = False  # its label is a number before all else; digits count paragraphs, and points of some
    bulleted: bool = False  # its label counts nothing

    def __post_init__(self) -> None:
        """Know what follows from text and label."""
        self.ends = ends_of(self.text.content)
        kind = self.readings[0][0] if self.readings else ""
        self.numbered, self.bulleted = kind == "number", kind == "bullet"

    @property
    def printed(self) -> Text:
        """All that it prints, its label too, be it in its source (signs that are not seen may stand before) or not."""
        typed = self.source.content.lstrip(UNSEEN).startswith(self.label)
        return self.source if typed else Text(f"{self.label} ") + self.source

    def set_in(self, look: Kind) -> bool:
        """True if all of the text has a look."""
        marks = self.text.of(look)
        return bool(marks) and marks[0].start == 0 and marks[0].end >= len(self.text.content.rstrip())


class Gathered(Struct):
    """All lines of a source in order, and its notes."""

    lines: list[Line]
    notes: list[NoteBlock]


def gather(blocks: Iterable[AnyBlock], evidence: Evidence, apart: Container[Block] = ()) -> Result[Gathered]:
    """The lines and notes of the blocks; `apart` are those that a person says are lines of their own.

    A paragraph that a page break or a note cut in two is whole again (an Arabic resolution as a scanner returned it
    has five of them, two without any trace of the page but the unfinished sentence); each such join is reported.
    """
    blocks = tuple(piece for b in blocks for piece in _lines_of(b, evidence))
    source = Source.of(blocks)
    notes: list[NoteBlock] = []
    joins: list[Diagnostic] = []
    pieces: list[Block | TableBlock] = []
    cut = False
    for block, next_block in zip(blocks, _next_blocks(blocks), strict=True):
        if isinstance(block, NoteBlock):
            notes.append(block)
            cut = True
            continue
        last = pieces[-1] if pieces else None
        if (
            isinstance(last, Block)
            and isinstance(block, Block)
            and not (apart and block in apart)
            and continues(last, block, evidence, source, parted=cut, after=next_block)
        ):
            before, after = last.text.content, first_words(block.text.content, SHOWN)
            words = {"following": after, "opening": f"{last.label} {before[:SHOWN]}".strip(), "before": len(before)}
            joins.append(Code.PARAGRAPH_JOINED.at(block.source, **words, parted=cut))
            pieces[-1] = join(last, block, evidence.language)
        else:
            pieces.append(block)
        cut = isinstance(block, Block) and block.cut
    lines = [_line(piece, evidence) for piece in pieces]
    renumbered = (*_number_misprinted(lines, evidence), *_letter_misprinted(lines))
    return Result(Gathered(lines, notes), (*joins, *renumbered))


def _next_blocks(blocks: Sequence[AnyBlock]) -> list[AnyBlock | None]:
    """What follows each block, notes aside."""
    found: list[AnyBlock | None] = []
    after: AnyBlock | None = None
    for block in reversed(blocks):
        found.append(after)
        after = after if isinstance(block, NoteBlock) else block
    return found[::-1]


def _lines_of(block: AnyBlock, evidence: Evidence) -> tuple[AnyBlock, ...]:
    """The lines that a block holds, if line breaks inside it part lines of known kinds; else the block itself.

    A formula and the first recital may be set as one, too (three of twelve files of one body).  Word files set the
    meeting and the date of the closing so, and the cells of mastheads.  Findings of an earlier parse, which the blocks
    of a document that was laid out carry, are left out.
    """
    if not isinstance(block, Block):
        return (block,)
    if len(apart := parted_formula(block, evidence)) > 1:
        return tuple(line for piece in apart for line in _lines_of(piece, evidence))
    if not block.text.marks:
        return (block,)
    seen = block.text.keeping(lambda m: m.kind in _SEEN)
    if seen is not block.text:
        block = replace(block, text=seen)
    breaks = [m.start for m in seen.of(Kind.BREAK)]
    if not breaks or len(seen) > SHORT or block.label:
        return (block,)
    pieces = _parted(seen.without(Kind.BREAK), breaks)
    if len(pieces) < 2 or any(evidence.lines[p.content] is None for p in pieces):
        return (block,)
    return tuple(replace(block, text=p, cut=False) for p in pieces)


def _parted(text: Text, breaks: Sequence[int]) -> list[Text]:
    """The pieces of a text between line breaks, without those that are blank."""
    pieces = (text.slice(a, b).strip() for a, b in zip([0, *breaks], [*breaks, len(text)], strict=True))
    return [p for p in pieces if p]


def _number_misprinted(lines: list[Line], evidence: Evidence) -> list[Diagnostic]:
    """Give a paragraph whose number is typed otherwise ("16, Invites", "16 Invites") that number.

    It is the number that is due between its neighbours, of which the next bears it out, and a sign or an action follows
    it; this is reported.
    """
    found: list[Diagnostic] = []
    before = 0  # the number of the last paragraph
    first = -1  # a paragraph whose label looks like the number 1, none between
    last: Line | None = None  # the last line with a label
    due: list[tuple[int, int]] = []  # lines that begin with the next number, and the end of what is printed of it
    for i, line in enumerate(lines):
        if line.numbered:
            number = line.readings[0][1]
            if first >= 0 and number == 2 and before != 1:
                found.append(_renumber(lines, first, 1, 0))
            if len(due) == 1 and number == before + 2:
                found.append(_renumber(lines, due[0][0], before + 1, due[0][1]))
            before, due, first = number, [], -1
        elif (end := _end_of_number(line, before + 1, evidence)) is not None:
            due.append((i, end))
        elif line.label in _LIKE_ONE:
            # not after "h." or "(h)", nor before "ii.": letters and roman numerals count points
            alone = first < 0 and not _counts_on(last, line)
            first = i if alone and evidence.opens(line.text) else -1
        elif first >= 0 and _counts_on(lines[first], line):
            first = -1
        last = line if line.label else last
    return found


def _end_of_number(line: Line, due: int, evidence: Evidence) -> int | None:
    """Where the number ends that is due and that a line may begin with; None if it does not.

    It stands in the text, or before it where no form of a label was recognised.
    """
    text = line.source.content if not line.label else f"{line.label} {line.source.content}"
    m = _MISPRINTED.match(text) if not line.label or line.readings[0][0] == "other" else None
    if m is None or int(m[1]) != due:
        return None
    signed = due > 1 and (m[2] or line.label)
    if not signed and not evidence.opens(line.source.slice(m.end())):
        return None
    return m.end(2) if m[2] else m.end(1)


def _letter_misprinted(lines: list[Line]) -> Iterator[Diagnostic]:
    """Read a figure as the second letter of a list that a scanner takes for it: (6) after (a); this is reported."""
    last: Line | None = None
    for i, line in enumerate(lines):
        if last is not None and line.label in _LIKE_B and last.label[:1] == "(":
            firsts = [(alphabet, 2) for alphabet, value in last.readings if value == 1 and alphabet in _LETTERS]
            if firsts:
                lines[i] = line = replace(line, readings=(*firsts, *line.readings))
                yield Code.NUMBER_MISPRINTED.at(line.where, found=line.label)
        last = line if line.label else last


def _counts_on(line: Line | None, after: Line) -> bool:
    """True if the label of `after` is due after that of `line`."""
    return line is not None and any((alphabet, value + 1) in after.readings for alphabet, value in line.readings)


# How a scanner returns the number of a first paragraph.
_LIKE_ONE = frozenset({"l.", "I.", "i."})
# How a scanner returns the second letter of a list: five of five texts of 1946 to 1956 that have such a label.
_LIKE_B = frozenset({"(6)", "(5)"})
_LETTERS = frozenset({"latin"})
_MISPRINTED = lazy_pattern(r"(\d{1,3})( ?[.,:;،]|)\s*(?=[^\W\d])")


def _renumber(lines: list[Line], at: int, number: int, end: int) -> Diagnostic:
    """Give a line its number, which ends so far in a text without a label."""
    line = lines[at]
    label, text = line.label, line.text
    if not label:
        label, text = line.source.content[:end], line.source.slice(end).strip()
    lines[at] = replace(line, label=label, text=text, readings=(("number", number),))
    return Code.NUMBER_MISPRINTED.at(line.where, found=label)


def _line(block: Block | TableBlock, evidence: Evidence) -> Line:
    """The line that a block shows, its number off the text."""
    if isinstance(block, TableBlock):
        return Line(Text(), block.source, table=block)
    text = block.text
    found = evidence.labels[f"{block.label.lstrip(BULLETS) or block.label} x" if block.label else text.content]
    return Line(
        after_label(text, found.end) if found is not None and not block.label else text,
        block.source,
        label=block.label or (found.printed if found else ""),
        readings=found.readings if found else (("other", 0),) if block.label else (),
        inserted=found is not None and found.inserted,
        style=block.style,
        indent=block.indent,
        source=text,
        wrapped=block.wrapped,
    )


def after_label(text: Text, end: int) -> Text:
    """The text without the label that ends there; notes that the label itself calls stay with the text."""
    rest = text.slice(end).strip()
    if not text.marks:
        return rest
    calls = tuple(Mark(0, 0, m.kind, m.attributes) for m in text.of(*ANCHORS) if m.start < end)
    return Text(rest.content, calls + rest.marks) if calls else rest

"""What a person says about a document (`akn.structure.corrections`), applied while it is parsed.

Each is applied where what it is about is decided; what cannot be applied is reported.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile
from typing import TypeVar

from msgspec.structs import replace

from akn.blocks import AnyBlock, Block, NoteBlock, paragraphs
from akn.diagnostics import Code, Diagnostic, Position
from akn.document import Division, Document, Note, Operative, Point
from akn.patterns import lazy_pattern
from akn.structure.corrections import Corrections, LineCorrection, ReferenceCorrection, address
from akn.structure.facts import Stated
from akn.structure.lines import Line
from akn.structure.reshaping import SHAPES, is_shape, place_of, reshaped, reworded, with_tables
from akn.text import Kind, Mark, Text
from akn.walk import RUNNING, walk, with_texts

T = TypeVar("T")


def _lines_with(starts: str, blocks: Sequence[AnyBlock]) -> frozenset[int]:
    """The lines of the paragraphs that begin with some words."""
    return frozenset(
        block.source.line for block in paragraphs(blocks) if _has_start(block.label, block.text.content, starts, _LABEL)
    )


class Correcting:
    """One document's corrections while it is parsed: what was applied, and what is to be said of the rest."""

    def __init__(self, corrections: Corrections, source: str) -> None:
        self.given = corrections
        self._where = Position(source=source)
        self._used: set[ReferenceCorrection] = set()
        self._lines: dict[ReferenceCorrection, frozenset[int]] = {}  # where the paragraphs are that they name
        self._diagnostics: list[Diagnostic] = []
        self._now: dict[LineCorrection, LineCorrection] = {}  # as they name their lines once these read otherwise
        self._at: dict[LineCorrection, Block] = {}  # the lines that only those around them tell
        self._places: Counter[Position] = Counter()  # how many lines stand at each place: cells of a text share one
        self._lost: set[LineCorrection] = set()  # those of such lines that are not there
        self.own_lines: frozenset[Block] = frozenset()
        """The paragraphs that a person calls lines of the text: no sign before their words makes notes of them."""

    def worded(self, blocks: Sequence[AnyBlock]) -> tuple[AnyBlock, ...]:
        """The blocks with the words that a person gives; as many paragraphs, in the same places."""
        found = tuple(blocks)
        self._locate(found)
        for one in self._lines_said:
            words = " ".join(one.words.split())
            if words and (at := self._placed(one, found)):
                line = list(paragraphs((found[at[0]],)))[max(at[1], 0)]
                found = reworded(found, at, words)
                made = list(paragraphs((found[at[0]],)))[max(at[1], 0)]
                self._at.update({other: made for other, block in self._at.items() if block is line})
                self._now[one] = replace(one, starts=words, number=line.source.line)
                self._diagnostics.append(Code.WORDS_SETTLED.at(line.source, old=line.text.content, words=words))
        return found

    def _locate(self, blocks: Sequence[AnyBlock]) -> None:
        """Find the lines that are named by what stands before them, or by which of several they are, while all lines
        are as they were read.
        """
        before = ""
        held: list[tuple[str, str, Block]] = []
        told_apart = [one for one in self.given.line if one.after or one.nth]
        for block in paragraphs(blocks) if told_apart else ():
            if bare := "".join(block.text.content.split()):
                held.append((before, bare, block))
                before = bare
        self._places.update(block.source for _, _, block in held)
        for one in told_apart:
            after, starts = "".join(one.after.split()), "".join(one.starts.split())
            found = [block for last, bare, block in held if bare.startswith(starts) and last.startswith(after)]
            if one.nth and len(found) == one.of:
                found = found[one.nth - 1 : one.nth]
            elif one.nth:  # one came or went: which one is meant nobody knows
                found = []
            if (only := self._only(one, found)) is None:
                self._lost.add(one)
            else:
                self._at[one] = only

    @property
    def _lines_said(self) -> list[LineCorrection]:
        """What is said of lines, but for those that are not there."""
        return [one for one in self.given.line if one not in self._lost]

    def reshaped(self, blocks: Sequence[AnyBlock]) -> tuple[AnyBlock, ...]:
        """The blocks as a person puts them right (`akn.structure.reshaping`): in the right words, without furniture,
        lines joined and parted, tables and notes made of lines, rows out of tables of which a cell is called a line,
        and notes that are lines.
        """
        found = self.worded(blocks)
        self._lines = {ref: _lines_with(ref.starts, found) for ref in self.given.reference if ref.starts}
        if any(one.role == "table" for one in self._lines_said):
            rows = [self._placed(one, found) for one in self._lines_said if one.role == "table"]
            found = with_tables(found, frozenset(at[0] for at in rows if at and at[1] < 0))
        for one in self._lines_said:
            if one.role != "table" and (is_shape(one) or self._is_within(one, found)):
                found = self._reshaped_at(one, found)
        called = (one for one in self._lines_said if one.role and one.role not in SHAPES)
        self.own_lines = frozenset(
            block
            for one in called
            for i, inner in place_of(self._names(one), found)
            if inner < 0 and isinstance(block := found[i], Block)
        )
        return found

    def _reshaped_at(self, one: LineCorrection, blocks: tuple[AnyBlock, ...]) -> tuple[AnyBlock, ...]:
        """The blocks as one correction puts them right; as they are, with a word on it, where it cannot be done."""
        if (at := self._placed(one, blocks)) is None:
            return blocks
        if (made := reshaped(blocks, at, one)) is None:
            words, role = _called(one), one.role or one.label
            self._diagnostics.append(Code.CORRECTION_IMPOSSIBLE.at(self._where, words=words, role=role))
            return blocks
        block = blocks[at[0]]
        if isinstance(block, NoteBlock) and not is_shape(one):  # its marker stands before its words now
            self._now[one] = replace(one, starts=f"{block.marker}{self._now.get(one, one).starts}")
        if one.role == "furniture":
            left = block if isinstance(block, Block) else list(paragraphs((block,)))[at[1]]
            self._diagnostics.append(Code.LINE_LEFT_OUT.at(left.source, words=left.text.content))
        return made

    def _is_within(self, one: LineCorrection, blocks: Sequence[AnyBlock]) -> bool:
        """True for a correction of a paragraph of a table or a note that gives it a role of running text."""
        places = place_of(self._names(one), blocks) if one.role and one.starts else []
        return len(places) == 1 and places[0][1] >= 0

    def _names(self, one: LineCorrection) -> Callable[[object], bool]:
        """True for a line that a correction speaks of, as it reads by now."""
        named = _names(self._now.get(one, one))
        if (at := self._at.get(one)) is None:
            return named
        alone = self._places[at.source] == 1  # then it is there still, if what was joined to it made another of it
        return lambda line: (
            line is at or ((alone or isinstance(line, Line)) and _place(line) == at.source and named(line))
        )

    def _placed(self, one: LineCorrection, blocks: Sequence[AnyBlock]) -> tuple[int, int] | None:
        """Where the paragraph is that a correction speaks of, if there is just one."""
        return self._only(one, place_of(self._names(one), blocks))

    def lines(self, lines: Sequence[Line]) -> list[Line]:
        """The lines, each with what is said of it."""
        found = list(lines)
        known: set[int] = set()
        for one in self._lines_said:
            if one.role in SHAPES or ((one.label or one.words) and not one.role and one.action):
                continue
            test = self._names(one)
            if (i := self._only(one, [n for n, line in enumerate(found) if test(line)])) is None:
                continue
            words = _called(one)
            if not one.role and not one.under and one.action:
                self._diagnostics.append(Code.CORRECTION_EMPTY.at(self._where, words=words))
                continue
            if i in known:
                self._diagnostics.append(Code.CORRECTION_REPEATED.at(self._where, words=words))
            known.add(i)
            found[i] = replace(found[i], override=one.role, under=one.under, level=one.level, acts=one.action)
        return found

    def stated(self, said: Stated) -> Stated:
        """What the document says about itself, with the symbol and the date that a person gives."""
        if self.given.symbol:
            said = replace(said, symbols=(self.given.symbol,), numbers=())
        day = self.given.date
        return replace(said, adopted=(day,), closing=(), settled=day) if day else said

    def references(self, document: Document) -> Document:
        """The document, its references leading where a person says; what is said of one paragraph counts there."""
        if not self.given.reference:
            return document
        ordered = sorted(self.given.reference, key=lambda one: bool(one.starts))
        labels = _labels(document)
        return with_texts(
            document, lambda text, place: self._text(next(labels), text, ordered, running=place in RUNNING)
        )

    def _text(self, label: str, text: Text, said: Sequence[ReferenceCorrection], *, running: bool) -> Text:
        content = text.content
        for one in said:
            if one.starts and not _has_start(label, content, one.starts):
                continue
            for start in _places(text, one.text, running=running):
                text = _referred(text, start, start + len(one.text), address(one.to, ""))
                self._used.add(one)
        return text

    def unsettled(self, found: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
        """What was noticed of citations, less what a correction has settled; asked for after `references`."""
        yield from (d for d in found if not self._is_settled(d))

    def _is_settled(self, d: Diagnostic) -> bool:
        words = dict(d.details).get("text")
        used = (one for one in self._used if one.text == words)
        return any(not one.starts or d.position.line in self._lines[one] for one in used)

    def noticed(self) -> Iterator[Diagnostic]:
        """What is to be said of the corrections themselves; asked for at the end."""
        yield from self._diagnostics
        for one in self.given.reference:
            if one not in self._used:
                missing = [one.starts] if one.starts else []
                missing += [one.text] if not one.starts or self._lines.get(one) else []
                yield Code.CORRECTION_UNMATCHED.at(self._where, words=" … ".join(missing))

    def _only(self, one: LineCorrection, found: Sequence[T]) -> T | None:
        """The place of the line that a correction speaks of, if there is just one."""
        if len(found) == 1:
            return found[0]
        code = Code.CORRECTION_AMBIGUOUS if found else Code.CORRECTION_UNMATCHED
        self._diagnostics.append(code.at(self._where, words=_called(one)))
        return None


def _called(one: LineCorrection) -> str:
    """The words that name a line, to be read by people: "Chapter two ¶ Working methods 2/3"."""
    words = " ¶ ".join(filter(None, (one.after, one.starts))) or f"line {one.number}"
    return f"{words} {one.nth}/{one.of}" if one.nth else words


def _place(line: object) -> Position | None:
    """Where a line stands."""
    return line.where if isinstance(line, Line) else line.source if isinstance(line, Block) else None


def _names(one: LineCorrection) -> Callable[[object], bool]:
    """True for a line that a correction speaks of."""
    starts = "".join(one.starts.split())

    def test(line: object) -> bool:
        if isinstance(line, Line):
            where, text = line.where, line.source.content
        elif isinstance(line, Block):
            where, text = line.source, line.text.content
        else:
            return False
        return one.number in (0, where.line) and "".join(text.split()).startswith(starts)

    return test


_LABEL = 8  # characters of a number or a label before the first words of a paragraph: "(xviii) "


def _has_start(label: str, content: str, starts: str, before: int = 0) -> bool:
    """True for words that begin with some others, with their label or without it, or after so many characters."""
    named, words = "".join(starts.split()), "".join(content.split())
    return 0 <= words.find(named) <= before or f"{''.join(label.split())}{words}".startswith(named)


def _labels(document: Document) -> Iterator[str]:
    """What is printed as the number or the label of each text of a document, one for one what `with_texts` changes."""
    label = ""
    for _, node in walk(document):
        if isinstance(node, Text):
            yield label
            label = ""
        elif isinstance(node, Note):
            label = node.marker
        elif not isinstance(node, tuple):
            label = node.num if isinstance(node, (Division, Operative, Point)) else ""


def _places(text: Text, words: str, *, running: bool) -> list[int]:
    """Where words stand in a text that refer to something, or may: where a reference has just these words, and in
    running text where they stand alone, neither as a piece of another number ("A/98/7", "98/7 A" of which all is a
    reference) nor of a word.
    """
    refs = [m for m in text.marks if m.kind in (Kind.REF, Kind.RREF)]
    found = []
    at = text.content.find(words)
    while at >= 0:
        end = at + len(words)
        is_one = any((m.start, m.end) == (at, end) for m in refs)
        within = any(m.start <= at and end <= m.end for m in refs)
        if is_one or (running and not within and _stands_alone(text.content, at, end)):
            found.append(at)
        at = text.content.find(words, end)
    return found


_OF_NUMBER = lazy_pattern(r"[0-9A-Za-z/]")
_GOES_ON = lazy_pattern(r"[0-9A-Za-z]|/(?=[0-9A-Za-z])")  # a slash before a space parts a symbol that is printed in two


def _stands_alone(content: str, start: int, end: int) -> bool:
    """True for words that no character of a number or of a Latin word touches."""
    begins = _OF_NUMBER.match(content[start - 1 : start]) and _OF_NUMBER.match(content, start)
    goes_on = _GOES_ON.match(content, end) and _OF_NUMBER.match(content, end - 1)
    return not begins and not goes_on


def _referred(text: Text, start: int, end: int, to: str) -> Text:
    """The text with one reference over these characters, or with none; its paragraphs beside it ("paragraph 15 of") are
    those of the text that it leads to then.
    """
    kinds = (Kind.REF, Kind.RREF, Kind.MREF)
    marks = [m for m in text.marks if m.kind in kinds]
    before = next((m.get("href") for m in marks if m.start < end and m.end > start and m.get("href")), "")
    beside = _beside(marks, start, end, before) if before and not to.startswith("#") and "#" not in before + to else []
    kept = text.keeping(lambda m: m not in beside and (m.kind not in kinds or m.end <= start or m.start >= end))
    if not to:
        return kept
    led = [replace(m, attributes=tuple((k, _moved(v, before, to)) for k, v in m.attributes)) for m in beside]
    return kept.marked([Mark(start, end, Kind.REF, (("href", to),)), *led])


def _beside(marks: Sequence[Mark], start: int, end: int, work: str) -> list[Mark]:
    """The references to parts of a work beside those to it at some characters, no other reference in between."""
    single = sorted((m for m in marks if m.kind is not Kind.MREF), key=lambda m: m.start)

    def is_part(m: Mark) -> bool:
        return any(value.startswith((f"{work}#", f"{work}/!")) for _, value in m.attributes)

    left = takewhile(is_part, (m for m in reversed(single) if m.end <= start))
    right = takewhile(is_part, (m for m in single if m.start >= end))
    return [*left, *right]


def _moved(address: str, work: str, to: str) -> str:
    """The address of a part of a work as that of the same part of another; any other value as it is."""
    return to + address.removeprefix(work) if address.startswith((f"{work}#", f"{work}/!")) else address

"""Lines of a body made into paragraphs, points, tables and divisions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from akn.blocks import TableBlock
from akn.diagnostics import Code, Diagnostic
from akn.document import BodyNode, Content, Division, Operative, Point, PointList, Preambular
from akn.punctuation import SENTENCE_ENDS
from akn.structure.evidence import Evidence
from akn.structure.headings import Heading, find_headings, without_full_looks
from akn.structure.levels import FoundHeading, levels
from akn.structure.lines import Line
from akn.structure.looks import Nested, find_nested, relabelled
from akn.structure.notes import table_of
from akn.structure.numbering import (
    Numbering,
    Placed,
    inside_list,
    one_label_each,
)
from akn.text import EMPTY, Text, has_case, joined


class _Item(Struct):
    """A point under construction."""

    label: str
    bullets: bool
    content: list[Content | _Items] = []
    heading: Text = EMPTY
    is_heading: bool = False  # of the point that follows it, if it is one of the same list


class _Items(Struct):
    """A list under construction."""

    points: list[_Item] = []
    wrap_up: list[Text] = []

    @property
    def bullets(self) -> bool:
        return self.points[0].bullets


class _Paragraph(Struct):
    """An operative or preambular paragraph under construction."""

    label: str
    preambular: bool = False
    indent: int = 0
    content: list[Content | _Items] = []

    def open_lists(self) -> list[_Items]:
        """The lists that a further point could go on with, outermost first; none after the text that ended one."""
        found: list[_Items] = []
        content = self.content
        while content and isinstance(content[-1], _Items) and not content[-1].wrap_up:
            found.append(content[-1])
            content = content[-1].points[-1].content
        return found

    def last_list(self) -> _Items | None:
        """The list that the paragraph ends with, whether or not text ended it."""
        last = self.content[-1] if self.content else None
        return last if isinstance(last, _Items) else None


def build_body(
    lines: Sequence[Line], evidence: Evidence, diagnostics: list[Diagnostic], *, adopted: bool = True
) -> tuple[BodyNode, ...]:
    """The nodes of a body.  `adopted` is False in an annex, where paragraphs carry no actions of the organ."""
    lines = one_label_each(lines, evidence)
    headings = find_headings(lines, evidence, adopted=adopted)
    nested = find_nested(lines, evidence)
    pieces = list(_pieces(len(lines), headings, nested))
    at_level = _levels(lines, pieces, headings, diagnostics)
    top = _Builder(evidence, diagnostics, adopted)
    stack: list[tuple[Heading | None, list[BodyNode]]] = [(None, [])]

    def close(down_to: int) -> None:
        while len(stack) > down_to:
            heading, children = stack.pop()
            assert heading is not None
            stack[-1][1].append(Division(heading.kind, heading.num, heading.text, tuple(children), name=heading.name))

    for at, end in pieces:
        if at in nested:
            stack[-1][1].append(_within(lines, nested[at], evidence, diagnostics))
        elif (heading := headings.get(at)) is None:
            stack[-1][1].extend(top.paragraphs(lines[at:end]))
        else:
            close(at_level[at])
            stack.append((heading, []))
    close(1)
    return _wrapped(stack[0][1])


def _pieces(size: int, headings: Mapping[int, Heading], nested: Mapping[int, Nested]) -> Iterator[tuple[int, int]]:
    """The lines of a body in pieces: each heading, each draft within the text, and what stands between these."""
    breaks = sorted(headings.keys() | nested.keys())
    at = 0
    while at < size:
        if at in nested:
            end = nested[at].end
        elif at in headings:
            end = at + headings[at].lines
        else:
            after = bisect_right(breaks, at)
            end = breaks[after] if after < len(breaks) else size
        yield at, end
        at = end


def _levels(
    lines: Sequence[Line],
    pieces: Sequence[tuple[int, int]],
    headings: Mapping[int, Heading],
    diagnostics: list[Diagnostic],
) -> dict[int, int]:
    """The level of each heading (`akn.structure.levels`); a level that a person gives and that cannot be is told."""
    starts = {at for at, _ in pieces}
    heads = [(at, end) for at, end in pieces if at in headings]
    found = [
        FoundHeading(
            headings[at],
            lone=not lines[at].label,
            first=bool(headings[at].num) and any(value == 1 for _, value in lines[at].readings),
            filled=end in starts and end not in headings,
            said=max(line.level for line in lines[at:end]),
        )
        for at, end in heads
    ]
    made = {at: level for (at, _), level in zip(heads, levels(found), strict=True)}
    for (at, _), one in zip(heads, found, strict=True):
        if one.said not in (0, made[at]):
            words, where = lines[at].source.content, lines[at].where
            diagnostics.append(Code.CORRECTION_IMPOSSIBLE.at(where, words=words, role=f"heading, level {one.said}"))
    return made


def _within(lines: Sequence[Line], where: Nested, evidence: Evidence, diagnostics: list[Diagnostic]) -> Division:
    """The draft that stands within a text: its title, its formula, its preamble, and its own numbers."""
    title = [without_full_looks(line.text) for line in lines[where.start : where.formula]]  # a number and all
    inner = relabelled(lines[where.formula : where.end], evidence)
    heading = joined(title, " " if evidence.language.spaced else "")
    body = where.body - where.formula
    if not body:
        inside = build_body(inner, replace(evidence, tells=True), diagnostics, adopted=False)
        return Division("hcontainer", heading=heading, children=inside, name="decisionDraft")
    children = (
        Preambular((inner[0].text,)),
        *build_preamble(inner[1:body], evidence, diagnostics),
        *build_body(inner[body:], evidence, diagnostics),
    )
    return Division("hcontainer", heading=heading, children=children, name="resolutionDraft")


def _wrapped(nodes: list[BodyNode]) -> tuple[BodyNode, ...]:
    """Preambular text may not stand directly in the body (profile 1.4, XSD): a division takes it and what follows."""
    for i, node in enumerate(nodes):
        if isinstance(node, Preambular):
            end = next((k for k in range(i, len(nodes)) if isinstance(nodes[k], Division)), len(nodes))
            inner = Division("division", children=tuple(nodes[i:end]))
            return (*nodes[:i], inner, *_wrapped(nodes[end:]))
    return tuple(nodes)


def build_preamble(lines: Sequence[Line], evidence: Evidence, diagnostics: list[Diagnostic]) -> tuple[Preambular, ...]:
    """One Preambular a paragraph; lettered and dashed lines are points of the paragraph before them (R-010, R-021).

    Where such a line is the first of all, it is a point of a paragraph without words of its own.
    """
    builder = _Builder(evidence, diagnostics, adopted=True, preamble=True)
    return tuple(n for n in builder.paragraphs(lines) if isinstance(n, Preambular))


def _begins(content: Sequence[Content | _Items], words: str) -> bool:
    """True if the text of a paragraph or a point begins with these words, white space apart; never for no words."""
    first = content[0] if content else None
    return bool(words) and isinstance(first, Text) and "".join(first.content.split()).startswith("".join(words.split()))


class _Builder:
    """Turns runs of lines between headings into paragraphs; numbering of paragraphs runs on over headings."""

    def __init__(
        self, evidence: Evidence, diagnostics: list[Diagnostic], adopted: bool, preamble: bool = False
    ) -> None:
        self.evidence = evidence
        self.diagnostics = diagnostics
        self.adopted = adopted
        self.preamble = preamble
        self.numbering = Numbering(numbered=not preamble)
        self.last = ("", 0)  # the number of the last paragraph, as printed and its value
        self.restarts = True  # a heading or an act without a number stands before: numbers may begin again
        # the number before a paragraph after a colon that has another one, and what was said of that
        self.aside: tuple[int, Diagnostic] | None = None

    def paragraphs(self, lines: Sequence[Line]) -> list[BodyNode]:
        """The paragraphs of these lines."""
        built: list[_Paragraph] = []
        self.numbering.points = []
        self.restarts = True
        previous: Line | None = None
        for i, line in enumerate(lines):
            if line.override and line.table is None and self._overridden(built, line):
                pass
            elif line.table is not None:
                self._table(built, line.table)
            elif line.label:
                self._numbered(built, line, previous, lines[i + 1 : i + 4])
            elif not self._inside(built, lines, i):
                self._unnumbered(built, line, previous)
            previous = line
        return list(map(_finished, built))

    def _overridden(self, built: list[_Paragraph], line: Line) -> bool:
        """Build what a person says that a line is; False if the line says the same, or nothing stands before it."""
        if line.override == "point":
            return self._told_point(built, line)
        preambular = line.override == "preambular"
        if not preambular and (line.override != "operative" or self.preamble):
            return False
        if preambular and line.label:  # such a paragraph has no number: what is printed is its text
            line = replace(line, text=line.printed, label="")
        content = self._preambular(line) if preambular else self._operative(line)
        built.append(_Paragraph(line.label, preambular, line.indent, content))
        if preambular:
            self.numbering.points = []
        elif placed := self.numbering.told(line):
            self._check_number(line, placed)
        return True

    def _told_point(self, built: list[_Paragraph], line: Line) -> bool:
        """Build a point, under the words that a person says it is under; False where there are none."""
        lists = built[-1].open_lists() if built else []
        level = next((k + 1 for k, x in enumerate(lists) if _begins(x.points[-1].content, line.under)), 0)
        if not built or (line.under and not level and not _begins(built[-1].content, line.under)):
            if line.under:
                self.diagnostics.append(Code.CORRECTION_UNMATCHED.at(line.where, words=line.under))
            return False
        item = _Item(line.label, line.bulleted, _texts(line.text))
        if level < len(lists) and lists[level].bullets == item.bullets:
            lists[level].points.append(item)
        else:
            (lists[level - 1].points[-1].content if level else built[-1].content).append(_Items([item]))
        return True

    def _table(self, built: list[_Paragraph], table: TableBlock) -> None:
        content = table_of(table)
        if not built:
            built.append(_Paragraph("", preambular=self.preamble))
        lists = built[-1].open_lists()
        (lists[-1].points[-1].content if lists else built[-1].content).append(content)

    def _numbered(self, built: list[_Paragraph], line: Line, previous: Line | None, following: Sequence[Line]) -> None:
        if self.preamble and not built:
            built.append(_Paragraph("", preambular=True))  # a point of a paragraph without words of its own
        placed = self.numbering.place(line, previous, following, below=bool(built))
        if placed.depth == 0:
            self._check_number(line, placed, previous)
            built.append(_Paragraph(line.label, indent=line.indent, content=self._operative(line)))
            return
        lists = built[-1].open_lists()
        bullets = placed.alphabet == "bullet"
        item = _Item(line.label, bullets, _texts(self._acted_in_point(line)))
        level = placed.depth - 1
        if level < len(lists) and lists[level].bullets == bullets:
            last = lists[level].points[-1]
            above = [c for c in last.content if isinstance(c, Text)]
            if len(lists[level].points) > 1 and last.is_heading and len(above) == len(last.content):
                item.heading = without_full_looks(joined(above))
                lists[level].points.pop()
            if self.adopted and placed.follows and placed.value > placed.follows + 1:
                previous_label = lists[level].points[-1].label
                self.diagnostics.append(Code.POINT_GAP.at(line.where, found=line.label, previous=previous_label))
            lists[level].points.append(item)
            return
        holder = lists[min(level, len(lists)) - 1].points[-1].content if level and lists else built[-1].content
        holder.append(_Items([item]))

    def _acted_in_point(self, line: Line) -> Text:
        """The text of a point with its actions marked; in an annex nobody acts."""
        if not line.acts or self.preamble:
            return line.text
        if self.adopted:
            return self.evidence.acted_in_point(line.text, line.where, self.diagnostics)
        return self.evidence.reported_in_point(line.text) if self.evidence.tells else line.text

    def _operative(self, line: Line) -> list[Content | _Items]:
        """The text of an operative paragraph, its actions marked; in an annex nobody acts (R-102)."""
        if not self.adopted or not line.acts:
            return _texts(self.evidence.reported(line.text) if self.evidence.tells and line.acts else line.text)
        return _texts(self.evidence.acted(line.text, "operative", line.where, self.diagnostics))

    def _preambular(self, line: Line) -> list[Content | _Items]:
        if not line.acts:
            return _texts(line.text)
        return _texts(self.evidence.acted(line.text, "preamble", line.where, self.diagnostics))

    def _check_number(self, line: Line, placed: Placed, previous: Line | None = None) -> None:
        """Say so if a paragraph has not the number that is due; numbers begin again under headings, and of a text that
        is quoted after a colon they are its own, where those around it go on behind it."""
        if not self.adopted or placed.alphabet != "number":
            return
        last = self.last[1]
        if self.aside and placed.value == self.aside[0] + 1 != last + 1:
            self.diagnostics[:] = [d for d in self.diagnostics if d is not self.aside[1]]
            self.last, self.aside, self.restarts = (line.label, placed.value), None, False
            return
        wrong = self._misnumbered(line, placed.value)
        if wrong:
            self.diagnostics.append(wrong)
        if wrong and last:
            if previous is not None and previous.ends.colon and not previous.table:
                self.aside = last, wrong
        elif placed.value != last + 1:
            self.aside = None
        self.last = (line.label, placed.value)
        self.restarts = False

    def _misnumbered(self, line: Line, value: int) -> Diagnostic | None:
        """What is wrong with the number of a paragraph, beside the one before it."""
        printed, last = self.last
        if not last:
            return None if value == 1 else Code.FIRST_NUMBER.at(line.where, found=line.label)
        if value > last + 1:
            return Code.NUMBER_GAP.at(line.where, found=line.label, previous=printed)
        if value < last + (not line.inserted) and not (value == 1 and self.restarts):
            return Code.NUMBER_OUT_OF_ORDER.at(line.where, found=line.label, previous=printed)
        return None

    def _inside(self, built: list[_Paragraph], lines: Sequence[Line], at: int) -> bool:
        """Keep an unnumbered line in the list that goes on after it; False if none does.

        A sentence goes on with the point before it, and so does a line that heads points below that point; one that
        heads the next points of the same list is a point of it without a number, or with a colon their heading.  Where
        a list further out goes on, the line ends those below its last point.
        """
        after = next((x for x in lines[at + 1 : at + 4] if x.label), None) if built else None
        if after is None:
            return False
        text, ends = lines[at].text, lines[at].ends
        lists = built[-1].open_lists()
        depth = self.numbering.resumed_by(after)
        heads = depth > 0 and not ends.lower and not ends.complete
        is_heading = depth > 0 and lines[at + 1] is after and _heads_points(lines[at - 1], lines[at], after)
        if not depth and inside_list(lines, at):
            depth = len(lists)
        if not 0 < depth <= len(lists):
            return False
        points = lists[depth - 1].points
        inner = points[-1].content[-1] if points[-1].content else None
        if heads or is_heading:
            points.append(_Item("", False, _texts(text), is_heading=is_heading))
        elif isinstance(inner, _Items) and (ends.lower or not has_case(text.content)):
            inner.wrap_up.append(text)
        else:
            points[-1].content.append(text)
        return True

    def _unnumbered(self, built: list[_Paragraph], line: Line, previous: Line | None) -> None:
        self.numbering.points = []
        text = line.text
        if self.preamble:
            last = built[-1].last_list() if built else None
            if last is not None and line.ends.lower and not self.evidence.opens(text):
                last.wrap_up.append(text)
            else:
                built.append(_Paragraph("", preambular=True, content=self._preambular(line)))
        elif self.adopted and line.ends.comma and self._opens_preambular(line):
            built.append(_Paragraph("", preambular=True, content=self._preambular(line)))
        elif not built or built[-1].preambular or not self._continues(built[-1], line, previous):
            built.append(_Paragraph("", indent=line.indent, content=self._operative(line)))
            self.restarts = True

    def _opens_preambular(self, line: Line) -> bool:
        found, other = (self.evidence.opening(line.text, where) for where in ("preamble", "operative"))
        if found is None or other is None or not self.evidence.zones(line.text)[0]:
            return False
        return other.end <= found.end

    def _continues(self, paragraph: _Paragraph, line: Line, previous: Line | None) -> bool:
        """Put an unnumbered line into the paragraph that it goes on with; False if it begins one of its own."""
        unfinished = previous is not None and previous.table is None and not previous.ends.complete
        ended = self._list_before(paragraph, line, previous, unfinished)
        if ended is not None:
            ended.wrap_up.append(line.text)
        elif self._stands_alone(paragraph, line, previous, unfinished):
            return False
        else:
            paragraph.content.append(line.text)
        return True

    def _list_before(self, paragraph: _Paragraph, line: Line, previous: Line | None, unfinished: bool) -> _Items | None:
        """The list that a line goes on after: the outermost one that it completes, or the last one."""
        lists, last = paragraph.open_lists(), paragraph.last_list()
        if lists and paragraph.label and self._completes(line, previous):
            return lists[0]
        return last if unfinished or line.ends.lower else None

    def _stands_alone(self, paragraph: _Paragraph, line: Line, previous: Line | None, unfinished: bool) -> bool:
        """True if a line begins its own paragraph: after one without a number, with an action, or by its indent."""
        lower = line.ends.lower
        if not paragraph.label or (self.adopted and self.evidence.opens(line.text)):
            return not (lower and unfinished) or self._begins_clause(line, previous)
        indented = line.indent > paragraph.indent
        return not (self.adopted or lower or indented or paragraph.open_lists())

    def _begins_clause(self, line: Line, previous: Line | None) -> bool:
        """True if a line is a preambular paragraph of an annex, in a language that opens those in lower case."""
        return (
            self.evidence.opens_in_lower_case
            and previous is not None
            and previous.ends.comma
            and (self.evidence.opens(line.text) or self.evidence.opens(previous.text))
        )

    def _completes(self, line: Line, previous: Line | None) -> bool:
        """True if a line of a script without case completes the list before it: no full stop ended the last point."""
        if not self.adopted or previous is None or not previous.label or has_case(line.text.content):
            return False
        return previous.ends.sign not in SENTENCE_ENDS


_HEADED = 150  # characters of a line that heads points, at most


def _texts(text: Text) -> list[Content | _Items]:
    return [text] if text else []


def _heads_points(before: Line, line: Line, after: Line) -> bool:
    """True if a short line with a colon heads the next points: the point before it ends, and it opens as points do."""
    announces = line.ends.colon and len(line.text) <= _HEADED
    return announces and before.ends.complete and (after.ends.lower or not line.ends.lower)


def _finished(paragraph: _Paragraph) -> BodyNode:
    content = tuple(map(_content, paragraph.content))
    if paragraph.preambular:
        return Preambular(content)
    return Operative(paragraph.label, content)


def _content(content: Content | _Items) -> Content:
    if not isinstance(content, _Items):
        return content
    points = tuple(Point(p.label, tuple(map(_content, p.content)), p.heading) for p in content.points)
    return PointList(points, tuple(content.wrap_up), content.bullets)

"""Whether a block is the rest of the paragraph before it: what a page, a note or the reader's lines have cut in two.

The organs end every paragraph with a sign, so a long block without one is not whole, unless what follows has a number,
an action phrase or another form that rests of paragraphs never have.  `_RULES` is the whole decision: the first row
whose features a pair of blocks has, and lacks, decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from akn.blocks import AnyBlock, Block, NoteBlock, Opening, Style
from akn.decisions import Row, Table
from akn.languages.labels import Label, form_of
from akn.languages.shape import Language
from akn.punctuation import COMMAS, SEMICOLONS, STOPS
from akn.structure.evidence import CLOSERS, STARS, Evidence, ends_of
from akn.text import Kind, has_case, joined

SHORT = 300
"""A line longer than this is never a masthead line, a heading or a closing line (characters)."""

# A line shorter than this may be a heading that has no sign at its end anyway.
_LONG = 100
# A line is wrapped that has this share of the width of others: the next word had no room.
_FILLED = 0.7
# Paragraphs of so many lines tell how wide lines are; in longer ones the length of the last is a guess.
_FULL = 3
# A paragraph that begins with as many characters as another is no rest of that one.
_SAME = 12
# A line that stands so far below another has one empty line above it.
_SPACED = 2
_PARTING = COMMAS + SEMICOLONS
_SET = (Kind.ITALIC, Kind.BOLD, Kind.UNDERLINE)
_ENDS = frozenset(STOPS + COMMAS + CLOSERS)


class Source(Struct, frozen=True):
    """What a source shows as a whole: `pages` that cut paragraphs, `wraps`, lines that are shorter than those.

    `whole` paragraphs are those of a format that has paragraphs (Word, HTML) and none of the two.  `width` is that of
    its wrapped lines in characters, 0 if it has none.
    """

    pages: bool
    wraps: bool
    whole: bool = False
    width: float = 0

    @classmethod
    def of(cls, blocks: Sequence[AnyBlock]) -> Source:
        """What blocks show; a note between two of them is as good a trace of a page as the reader's own word."""
        pages = wraps = placed = was_note = False
        widths: list[float] = []
        for block in blocks:
            is_note = isinstance(block, NoteBlock)
            pages = pages or (was_note and not is_note)
            was_note = is_note
            if isinstance(block, Block):
                where, until = block.source, block.until
                pages, wraps = pages or block.cut, wraps or until > 0
                placed = placed or where.column > 0 or where.page > 0  # lines and pages, no paragraphs
                if until and until - where.line + 1 >= _FULL:
                    widths.append(len(block.text.content) / (until - where.line + 1))
        widths.sort()
        return cls(pages, wraps, not (pages or wraps or placed), widths[len(widths) // 2] if widths else 0)


def continues(
    first: Block, second: Block, evidence: Evidence, source: Source, *, parted: bool, after: AnyBlock | None = None
) -> bool:
    """True if `second` is the rest of the paragraph that `first` began; `parted` by the end of a page or a note.

    `after` is the block that follows the second.
    """
    return bool(_RULES.decide(_Pair(first, second, evidence, source, parted, after)).value)


_ENDED, _JOINED = False, True
# counted in 3,495 sources: 1,165 published texts as plain text, as dumps of pages and as a scanner returns them (Word
# files, and indents of real PDF files, come on top)
# fmt: off
_RULES = Table(
    # what no rest of a paragraph has, or nothing to go on with
    Row(_ENDED,  "barred", 52),
    # "2018-" and "2028", whatever parted them
    Row(_JOINED, "divided between_digits", 3),
    # Word files and pages of HTML cut nothing
    Row(_ENDED,  "whole", 0),
    # a number alone before the end of a page or below a wide margin (counted on 291 of the sources)
    Row(_JOINED, "lone_number -numbered -stands_alone", 3),
    # a page may end after a full stop inside a paragraph: what follows has not the indent of a beginning
    Row(_JOINED, "complete cut next_sentence", 3),
    Row(_ENDED,  "complete", 3474),
    # a word that a wrap has parted at its hyphen
    Row(_JOINED, "divided cut", 23),
    # the indent of a first line tells more than words do
    Row(_ENDED,  "new -lower", 450),
    # a comma ends no operative paragraph: what follows without a number and a capital is its rest
    Row(_JOINED, "comma counted lower -numbered", 227),
    Row(_JOINED, "comma counted -cased parted -numbered", 35),
    Row(_JOINED, "comma counted -cased ended -numbered -opens", 16),
    # nor a point, where the next one follows
    Row(_JOINED, "comma lower -numbered resumed", 26),
    Row(_JOINED, "comma ended -numbered -cased resumed -opens", 6),
    # a comma ends preambular paragraphs; this is the usual case
    Row(_ENDED,  "comma -lower -across", 2612),
    Row(_ENDED,  "comma lower -parted opens_in_lower_case -across", 594),
    # headings have no sign at their end; the first line of a wrapped paragraph is short as well
    Row(_ENDED,  "short -parted -begins_wrapped", 3495),
    Row(_ENDED,  "numbered", 184),
    Row(_ENDED,  "stands_alone", 1330),
    # words that are all of one look before others: headings of points
    Row(_ENDED,  "set_apart", 2),
    # an empty line within a page of wrapped lines: headings of points, rows of tables, halves of titles
    Row(_ENDED,  "spaced", 39),
    # small letters: after a comma an action may open a preambular paragraph
    Row(_JOINED, "lower -comma", 1199),
    Row(_JOINED, "lower -opens", 169),
    Row(_JOINED, "lower cut -opens_in_lower_case", 2),
    Row(_ENDED,  "lower", 122),
    # words that look like an action: believed, unless the layout or the script shows otherwise
    Row(_JOINED, "opens rest", 13),
    Row(_JOINED, "opens unfinished -cased -alike", 1),
    Row(_ENDED,  "opens", 203),
    # other words, where paragraphs are cut, or after a number or an action without an end
    Row(_JOINED, "paginated -known_line -alike", 801),
    Row(_JOINED, "begun -known_line", 111),
    Row(_ENDED,  "", 168),
)
# fmt: on


class _Pair:
    """Two blocks, and the features that the table asks for; what costs more than a look is worked out when asked."""

    def __init__(
        self, first: Block, second: Block, evidence: Evidence, source: Source, parted: bool, after: AnyBlock | None
    ) -> None:
        self.first, self.second, self.evidence, self.source = first, second, evidence, source
        self.after = after
        self.head, self.tail = head, tail = first.text.content, second.text.content
        self.parted, self.paginated, self.cut, self.whole = parted, source.pages, first.cut, source.whole
        # nothing stands here, or the second has a number of its source or is a heading, or the first is strokes or
        # stars: no letter, no digit, and no sign that ends a sentence or a quotation
        self.barred = not head or not tail or bool(second.label) or second.style is Style.HEADING
        self.barred = self.barred or (head[0] not in _ENDS and not any(map(str.isalnum, head)))
        # a wrap parted a word or a range; digits stand before the hyphen and after it
        self.divided = not self.barred and divides(head, tail)
        self.between_digits = self.divided and head[-2].isdecimal() and tail[0].isdecimal()
        # the end of a page or a note parts the two, in a source that has cut paragraphs
        self.across = self.paginated and parted
        # the indent shows a beginning; the rest of a paragraph that a page has cut
        self.new, self.rest = second.opening is Opening.NEW, self.cut and second.opening is Opening.REST
        # a comma ends the first, or it ends as a sentence does; it is as short as a heading; a sign ends the second
        ends, below, bare = ends_of(head), ends_of(tail), head.rstrip(STARS)
        self.comma, self.complete, self.short = ends.comma, ends.complete, len(head) < _LONG
        if bare != head:  # stars call a note
            self.complete = ends_of(bare).complete
        self.ended = below.signed
        # the second begins with a small letter; both begin with the same words
        self.lower, self.alike = below.lower, tail[:_SAME] == head[:_SAME]
        self.opens_in_lower_case = evidence.opens_in_lower_case
        # so many lines of the source the second stands below the last of the first
        self.down = second.source.line - (first.until or first.source.line)
        # one empty line parts the two within a page, in a source of pages and wrapped lines, which cuts none so
        self.spaced = self.paginated and source.wraps and not parted and self.down == _SPACED
        self._count(evidence.labels[head], evidence.labels[tail])

    def _count(self, label: Label | None, below: Label | None) -> None:
        """Name the features of the labels that begin the first and the second."""
        self.label, self.labelled = label, below is not None
        self.counts = label.readings[0][0] if label is not None else ""
        # the number of a paragraph begins the first
        self.counted = label is not None and self.counts == "number" and not label.may_follow
        # the first is the number of a paragraph, or the small letter of a point in brackets, and the second ends
        self.lone_number = label is not None and label.end >= len(self.head.rstrip()) and self.ended
        if label is not None and self.counts != "number":
            bracketed = label.printed.startswith("(") and not self.counts.endswith("-capital")
            self.lone_number = self.lone_number and bracketed
        # a number begins the second; after a bracket that is open, `19) ...` is none at the end of a page
        closes = self.parted and below is not None and "(" not in below.printed and ")" in below.printed
        self.numbered = below is not None and not (closes and self.head.rfind("(") > self.head.rfind(")"))

    @property
    def resumed(self) -> bool:
        """The label of a point begins the first, and that of the next one what follows the second."""
        after = self.after.text.content if isinstance(self.after, Block) else ""
        one, next_ = self.label, self.evidence.labels[after]
        if one is None or next_ is None or not one.may_follow or form_of(one.printed) != form_of(next_.printed):
            return False
        return not {(alphabet, value + 1) for alphabet, value in one.readings}.isdisjoint(next_.readings)

    @property
    def next_sentence(self) -> bool:
        """The second is a sentence set as the rest of a paragraph: after an ordinal ("15. | November") or a full stop.

        It has not the indent of a beginning, and is no heading, as a sign at its end shows.
        """
        return (
            self.second.opening is Opening.REST
            and self.head[-1] in ".。"
            and self.ended
            and not self.labelled
            and not _stands_alone(self.tail, self.evidence, parted=True, unfinished=False)
            and not self.opens
        )

    @cached_property
    def cased(self) -> bool:
        """The script of the second has capitals."""
        return has_case(self.tail)

    @property
    def set_apart(self) -> bool:
        """All words of the first, its label aside, are of one look that the second does not begin with."""
        start = self.label.end if self.label is not None else 0
        looks = (m for m in self.first.text.of(*_SET) if m.start <= start and m.end >= len(self.head.rstrip()))
        return any(all(m.start for m in self.second.text.of(look.kind)) for look in looks)

    @cached_property
    def begins_wrapped(self) -> bool:
        """The second stands below the beginning of a paragraph in a source of wrapped lines, which left it short.

        Programs that find blocks on a page set one line apart now and then; headings of points stand so, too, and are
        shorter than its lines.
        """
        filled = len(self.head) >= _FILLED * self.source.width
        near = self.down == 1 or (self.down == _SPACED and self.lower and filled)
        return self.source.wraps and near and self.begun

    @cached_property
    def begun(self) -> bool:
        """The first begins as numbered paragraphs and paragraphs with an action do; capitals number headings."""
        numbered = self.label is not None and not self.counts.endswith("-capital")
        return numbered or self.evidence.opens(self.first.text)

    @cached_property
    def unfinished(self) -> bool:
        """A page cut the first before any sign, and it is surely a paragraph."""
        return self.cut and not self.comma and self.begun

    @property
    def stands_alone(self) -> bool:
        """The second is a formula, a closing line, the head of an annex."""
        parted = self.parted or self.broken
        return _stands_alone(self.tail, self.evidence, parted=parted, unfinished=self.unfinished)

    @property
    def broken(self) -> bool:
        """The first is surely a paragraph, and neither a sign ends it nor a page is known that has cut it."""
        return len(self.head) >= _LONG and self.head[-1].isalpha() and self.begun

    @cached_property
    def opens(self) -> bool:
        """An action opens the second."""
        return self.evidence.opens(self.second.text)

    @cached_property
    def known_line(self) -> bool:
        """The first is a line of a known kind."""
        return self.evidence.lines[self.head] is not None


def join(first: Block, second: Block, language: Language) -> Block:
    """Two blocks as one."""
    glue = " " if language.spaced and not divides(first.text.content, second.text.content) else ""
    return replace(
        first,
        text=joined((first.text, second.text), glue),
        cut=second.cut,
        wrapped=True,
        until=second.until or second.source.line,
        opening=Opening.UNKNOWN,
    )


def divides(head: str, tail: str) -> bool:
    """True if a wrap parted two texts at a hyphen or dash inside a word or a range: "2018-" and "2028"."""
    before, after = head[-2:-1], tail[0]
    return head[-1] in "-‐‑–" and before.isalnum() and after.isalnum() and (before.isdecimal() or not after.isupper())


def _stands_alone(text: str, evidence: Evidence, *, parted: bool, unfinished: bool) -> bool:
    """True for a line that never is the rest of a paragraph: a formula, a closing line, the head of an annex.

    The last words of a paragraph that a page has parted can have the form of one, but not without the sign at its end:
    "99/7 of 3 December 2044;" is no title, and "United Nations," no formula after the words "of the".
    """
    if len(text) > SHORT:
        return False
    if evidence.lines[text] is not None:
        return not (parted and text[-1] in (STOPS + COMMAS if unfinished else _PARTING))
    return not unfinished and evidence.formulas[text] is not None

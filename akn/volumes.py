"""Several works in one source, as the volumes of official records hold them: where each begins and ends.

A work has a line of its number ("Resolution 200 (1965)", "2758 (XXVI). Restoration of ..."), which an enacting formula
follows.  It begins with that line, or with the masthead above it.  It ends with its last closing lines; what stands
between those and the next work (front matter of a part, tables of decisions) is no part of it.

>>> from akn.blocks import Block
>>> from akn.text import Text
>>> first = ["Resolution 900 (2044)", "The Security Council,", "1. Decides to meet.", "Adopted at the 9999th meeting."]
>>> lines = ["Resolutions of 2044", *first, "Resolution 901 (2044)", "The Security Council,", "1. Urges calm."]
>>> volume = split(tuple(Block(Text(line)) for line in lines))
>>> [work.number for work in volume.works], [block.text.content for block in volume.between]
(['900 (2044)', '901 (2044)'], ['Resolutions of 2044'])
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from akn.blocks import Block, Blocks, NoteBlock, TableBlock
from akn.bodies.symbols import parse_symbol
from akn.diagnostics import Code, Diagnostic
from akn.languages.dates import find_dates
from akn.languages.match import FALLBACK, JOINABLE
from akn.punctuation import COLONS, COMMAS
from akn.structure.continuation import SHORT
from akn.structure.evidence import Evidence, ends_of
from akn.structure.facts import latin_parts
from akn.structure.several import WORKS, is_formula, may_hold_several
from akn.text import Kind
from akn.volume_numbers import Heading, Settled, contradicted, is_numbered, settle

_NUMBERS = frozenset({"number", "titleNumber"})
_CLOSING = frozenset({"meeting", "vote", "voteLabel", "adoptionMeeting"})
_DATED = frozenset({"date", "meeting", "adoptionMeeting"})
_ANNEXES = frozenset({"annex", "appendix"})
_COVER = FALLBACK | JOINABLE | {"adoption", "proponent"}
_NAMING = frozenset({"adoption", "agendaItem", "distribution", "proponent"})  # no running head or part title has these
_BARS = frozenset({"meeting", "vote", "voteLabel"}) | _ANNEXES  # no masthead has these
_MASTHEAD = 20  # lines, at most, from the symbol of a work to its number; mastheads of the body files have ten kinds
_ITEM = 3  # lines, at most, of the title of an agenda item
_VOTE = 8  # lines, at most, of the States of a vote: three labels with a list each, and what divides the longest
_BRACKETS = ("[", "\u200f[")
_AFTER_BRACKET = ". \u200f\u200e"
_TO_FORMULA = 8  # lines, at most, from the number of a work to its formula: date, title, item, sponsors

Flow = Block | TableBlock


class _Span(Struct, frozen=True):
    """Where a work stands in a source: its first line, that of its number, and where it has ended."""

    start: int
    head: int
    end: int


class Work(Struct, frozen=True):
    """One work of a volume: its number as printed, the blocks that it is made of, its notes among them.

    A `doubtful` number was hard to read, and nothing around it tells what it is: it names no work.
    """

    number: str
    blocks: Blocks
    doubtful: bool = False


class Volume(Struct, frozen=True):
    """The works of a source in order, what stands before, between and after them, and what is to be said of them."""

    works: tuple[Work, ...]
    between: tuple[Flow, ...]
    noticed: tuple[Diagnostic, ...] = ()
    before: tuple[int, ...] = ()  # how many works stand before each block of what is between


def split(
    blocks: Blocks, *, language: str = "", evidence: Evidence | None = None, recognised: bool = False
) -> Volume | None:
    """The works that a source holds; None if it is not a volume of several.

    `language` (any code that `akn.languages.load` takes) overrules what the text says; `evidence` is what
    `may_hold_several` says of the blocks, where that was asked already.  Every block is in one of the works or in what
    stands between them.  Words that were `recognised` in a picture may be others than are printed: so a number that
    dates speak against is doubtful.
    """
    evidence = evidence or may_hold_several(blocks, language)
    if evidence is None:
        return None
    flow = [b for b in blocks if not isinstance(b, NoteBlock)]
    heads = _heads(flow, evidence)
    if len(heads) < WORKS:
        return None
    spans = _spans(flow, heads, evidence)
    numbers = _numbers(flow, spans, evidence, recognised=recognised)
    notes = _notes_of(blocks, flow, spans)
    works: list[Work] = []
    for i, span in enumerate(spans):
        heading = _as_settled(flow[span.head], numbers[i])
        held = (*flow[span.start : span.head], heading, *flow[span.head + 1 : span.end], *notes[i])
        works.append(Work(numbers[i].number or numbers[i].read, held, doubtful=not numbers[i].number))
    inside = {i for span in spans for i in range(span.start, span.end)}
    outside = [i for i in range(len(flow)) if i not in inside]
    before = tuple(sum(span.start < i for span in spans) for i in outside)
    noticed = _hard_to_read(numbers, [flow[span.head] for span in spans])
    return Volume(tuple(works), tuple(flow[i] for i in outside), noticed, before)


def _hard_to_read(numbers: Sequence[Settled], headings: Sequence[Flow]) -> tuple[Diagnostic, ...]:
    """What is to be said of numbers that were settled, or stay doubtful."""
    return tuple(
        (Code.NUMBER_SETTLED if one.number else Code.NUMBER_DOUBTFUL).at(
            heading.source, read=one.read, number=one.number
        )
        for one, heading in zip(numbers, headings, strict=True)
        if one.read
    )


def _numbers(flow: Sequence[Flow], spans: Sequence[_Span], evidence: Evidence, *, recognised: bool) -> list[Settled]:
    """The numbers of the works, as far as they can be told."""
    headings = [_heading(flow[span.head : span.end], evidence) for span in spans]
    found = settle(headings)
    for i, (span, heading, one) in enumerate(zip(spans, headings, found, strict=True)):
        number = one.number or ("" if one.read else latin_parts(_number(flow[span.head], evidence), evidence.language))
        doubtful = recognised and number and contradicted(number, heading.actor, heading.days)
        found[i] = Settled("", heading.text, number) if doubtful else replace(one, number=number)
    return found


def _heading(flow: Sequence[Flow], evidence: Evidence) -> Heading:
    """The line of the number of a work, with who speaks and the days before its formula and in its closing lines."""
    formula = next(i for i, block in enumerate(flow) if is_formula(block, evidence))
    match = evidence.formulas[_words(flow[formula])]
    closing = [b for b in flow[formula:] if _kind(b, evidence) in _DATED]
    days = [d.value for b in (*flow[:formula], *closing) for d in find_dates(evidence.language, _words(b))]
    number, place = _printed_number(flow[0], evidence)
    return Heading(_words(flow[0]), (match.actor if match else "") or "", tuple(dict.fromkeys(days)), number, place)


def _printed_number(block: Flow, evidence: Evidence) -> tuple[str, tuple[int, int]]:
    """The number of a heading whose line the language files know, its session in Latin; where it stands."""
    match = evidence.lines[_words(block)]
    whole = match is not None and match.kind in _NUMBERS and not match.value("year")
    for group in match.groups if match is not None and whole else ():
        if group.name == "number":
            return latin_parts(group.value, evidence.language), (group.start, group.end)
    return "", (0, 0)


def _words(block: Flow) -> str:
    return block.text.content if isinstance(block, Block) else ""


def _as_settled(block: Flow, one: Settled) -> Flow:
    """The heading of a work with its number as it was settled."""
    if not isinstance(block, Block) or one.text == block.text.content:
        return block
    from rapidfuzz.distance import Postfix, Prefix  # takes long to load, and few sources are volumes

    content = block.text.content
    same = Prefix.similarity(content, one.text)
    tail = Postfix.similarity(content[same:], one.text[same:])
    end = len(content) - tail
    return replace(block, text=block.text.replaced(same, end, one.text[same : len(one.text) - tail]))


def _heads(flow: Sequence[Flow], evidence: Evidence) -> list[int]:
    """The lines of the numbers of works."""
    numbered = [i for i, b in enumerate(flow) if _kind(b, evidence) in _NUMBERS or _is_hard_number(b)]
    found: list[int] = []
    for i, limit in pairwise([*numbered, len(flow)]):
        if any(is_formula(block, evidence) for block in flow[i + 1 : min(limit, i + 1 + _TO_FORMULA)]):
            found.append(i)
    return found


def _spans(flow: Sequence[Flow], heads: Sequence[int], evidence: Evidence) -> list[_Span]:
    """Where each work begins and ends: none ends in the masthead of the next."""
    starts = [_start(flow, head, above, evidence) for above, head in pairwise([-1, *heads])]
    limits = [*starts[1:], len(flow)]
    ends = [_end(flow, head, limit, evidence) for head, limit in zip(heads, limits, strict=True)]
    return [_Span(*span) for span in zip(starts, heads, ends, strict=True)]


def _start(flow: Sequence[Flow], head: int, above: int, evidence: Evidence) -> int:
    """Where the work begins whose number stands at `head`: with its masthead, below the formula of the work `above`.

    A masthead goes up from the number, or from the symbol of the work above it, as far as lines are of a cover.
    Without the symbol it has a line that names the text, as no running head and no title of a part has.
    """
    floor = next((i + 1 for i in range(above + 1, head) if above >= 0 and is_formula(flow[i], evidence)), 0)
    number = _number(flow[head], evidence)
    symbol = _symbol(flow, head, max(floor, head - _MASTHEAD), number, evidence)
    start = head if symbol is None else symbol
    while (higher := _above(flow, start, floor, number, evidence)) < start:
        start = higher
    if symbol is None and not any(_kind(block, evidence) in _NAMING for block in flow[start:head]):
        return head
    while _kind(flow[start], evidence) == "date":  # that of the closing lines of the work above
        start += 1
    return start


def _symbol(flow: Sequence[Flow], head: int, floor: int, number: str, evidence: Evidence) -> int | None:
    """The line above a number that prints the symbol of that work, if no text stands between them."""
    for i in range(head - 1, floor - 1, -1):
        block, kind = flow[i], _kind(flow[i], evidence)
        if not isinstance(block, Block) or kind in _BARS or _is_text(block, evidence):
            return None
        if kind == "symbol":
            return i if _is_of(block, number, evidence) else None
    return None


def _above(flow: Sequence[Flow], start: int, floor: int, number: str, evidence: Evidence) -> int:
    """Where a masthead begins that has a line, or an agenda item with its title, above `start`; `start` if none."""
    for i in range(start - 1, max(floor, start - 1 - _ITEM) - 1, -1):
        block, kind = flow[i], _kind(flow[i], evidence)
        if kind in _COVER:
            own = kind != "symbol" or _is_of(block, number, evidence)
            return i if own and (i == start - 1 or kind == "agendaItem") else start
        if kind or not isinstance(block, Block) or _is_text(block, evidence):
            return start
    return start


def _is_text(block: Block, evidence: Evidence) -> bool:
    """True for what is no line of a masthead, by its length, its number or the sign at its end.

    A title that continues on the next line may break after a comma or a colon.
    """
    if _kind(block, evidence):
        return False
    ends = ends_of(block.text.content).signed and block.text.content[-1] not in COMMAS + COLONS
    return len(block.text) > SHORT or ends or is_formula(block, evidence) or _is_numbered(block, evidence)


def _is_of(block: Flow, number: str, evidence: Evidence) -> bool:
    """True if a line prints the symbol of the work that has a number; of one in several parts it has their letters."""
    match = evidence.lines[_words(block)]
    symbol = parse_symbol(match.value("symbol")) if match is not None else None
    return symbol is not None and bool(number) and f"{symbol.number} ".startswith(f"{number} ")


def _end(flow: Sequence[Flow], start: int, limit: int, evidence: Evidence) -> int:
    """Where a work ends: with its last closing lines, unless an annex or a numbered paragraph follows them.

    A date alone closes nothing: it may be one of a list, or that of the work below its number.
    """
    formula = next(i for i in range(start, limit) if is_formula(flow[i], evidence))
    closing = next((i for i in range(limit - 1, formula, -1) if _kind(flow[i], evidence) in _CLOSING), None)
    if closing is None:
        return limit
    end = closing + 1
    while end < limit and (_kind(flow[end], evidence) == "date" or _goes_on(flow[end - 1], flow[end], evidence)):
        end += 1
    end = _bracket_end(flow, formula, end, limit)
    belongs = any(_kind(b, evidence) in _ANNEXES or _is_numbered(b, evidence) for b in flow[end:limit])
    return limit if belongs else end


def _bracket_end(flow: Sequence[Flow], formula: int, end: int, limit: int) -> int:
    """Where closing lines end whose last bracket is open: with the line that closes it, the last States of a vote."""
    opened = next((i for i in range(end - 1, formula, -1) if _words(flow[i]).startswith(_BRACKETS)), end)
    if opened == end or any(_words(block).rstrip(_AFTER_BRACKET).endswith("]") for block in flow[opened:end]):
        return end
    return next(
        (i + 1 for i in range(end, min(limit, end + _VOTE)) if _words(flow[i]).rstrip(_AFTER_BRACKET).endswith("]")),
        end,
    )


def _is_numbered(block: Flow, evidence: Evidence) -> bool:
    """True for a paragraph or a point."""
    return isinstance(block, Block) and bool(block.label or evidence.labels[block.text.content])


def _is_hard_number(block: Flow) -> bool:
    """True for what may be the number of a work that was misread."""
    return isinstance(block, Block) and len(block.text) <= SHORT and is_numbered(block.text.content)


def _kind(block: Flow, evidence: Evidence) -> str:
    """What the language files know a line to be, empty if nothing."""
    if not isinstance(block, Block) or len(block.text) > SHORT:
        return ""
    match = evidence.lines[block.text.content]
    return match.kind if match is not None else ""


def _goes_on(above: Flow, below: Flow, evidence: Evidence) -> bool:
    """True if a closing line continues in the next one: a bracket open at its end, States below the name of a vote.

    A short line that begins small is the rest of one that says when a text was adopted and has no end.
    """
    if not isinstance(above, Block) or not isinstance(below, Block):
        return False
    text = above.text.content
    label = evidence.lines[text] if _kind(above, evidence) == "voteLabel" else None
    if label is not None and not text[label.end :].strip(f"{COLONS} "):
        return True
    small = below.text.content[:1].islower()
    rest = small and len(below.text) <= SHORT and not ends_of(text).signed and _kind(above, evidence) in _DATED
    return rest or text.count("(") > text.count(")") or (text[-1:] == "-" and small)


def _number(block: Flow, evidence: Evidence) -> str:
    """The number of a work, with the year or the session that its heading prints."""
    match = evidence.lines[block.text.content] if isinstance(block, Block) else None
    if match is None:
        return ""
    year = match.value("year")
    return f"{match.value('number')} ({year})" if year else match.value("number")


def _notes_of(blocks: Blocks, flow: Sequence[Flow], spans: Sequence[_Span]) -> list[list[NoteBlock]]:
    """The notes of each work: those that it calls; of the others those that stand on its last page, or after it."""
    owner: dict[str, int] = {}
    last: list[int] = []  # the last page of each work
    for i, span in enumerate(spans):
        held = [b for b in flow[span.start : span.end] if isinstance(b, Block)]
        owner.update((m.get("key"), i) for b in held for m in b.text.of(Kind.NOTE))
        last.append(max((b.page for b in held), default=0))
    starts = {id(flow[span.start]): i for i, span in enumerate(spans)}
    found: list[list[NoteBlock]] = [[] for _ in spans]
    passed = 0
    for block in blocks:
        passed = starts.get(id(block), passed)
        if isinstance(block, NoteBlock):
            there = next((i for i, page in enumerate(last) if page >= block.page), passed) if block.page else passed
            found[owner.get(block.key, there)].append(block)
    return found

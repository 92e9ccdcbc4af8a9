"""Where wrapped lines were taken for one paragraph and are several: what opens a line tells, if its form did not.

A dump of a printed page without its indents and blank lines shows the end of a paragraph only if its last line is
short.  Where that line happens to be full, the reader joins it with the next one.  The language knows better: behind
the sign that ends a paragraph, an action opens another one.
"""

from __future__ import annotations

from msgspec.structs import replace

from akn.blocks import AnyBlock, Block, Seam
from akn.structure.evidence import Evidence, ends_complete, ends_with_comma, has_end, starts_lower
from akn.text import Text, has_case

_CLOSING = frozenset({"meeting", "annex", "appendix"})  # kinds of lines behind the last paragraph
_LINE = 120  # characters, at most, of a line that stands for itself
_TITLE = 400  # of a title above the enacting formula
_NUMBER = 12  # of a typed number
_LOOK = 400  # characters in which the action of a paragraph, or the sign at its end, is looked for


def parted(block: AnyBlock, evidence: Evidence) -> tuple[AnyBlock, ...]:
    """The block, parted at those of its seams at which another paragraph surely begins."""
    if not isinstance(block, Block) or not block.seams or block.label:
        return (block,)
    content = block.text.content
    if not all(0 < seam.at < len(content) for seam in block.seams):
        block = replace(block, seams=tuple(seam for seam in block.seams if 0 < seam.at < len(content)))
    borders = [0, *(seam.at for seam in block.seams), len(content)]
    cuts: list[int] = []  # places in `borders`
    last = 0
    alone = _is_formula(block.text, 0, 0, borders[1], evidence) or _closes(content, 0, 0, borders[1], evidence)
    for i in range(1, len(borders) - 1):
        start, at, end = borders[last], borders[i], borders[i + 1]
        lone = _is_formula(block.text, start, at, end, evidence) or _closes(content, start, at, end, evidence)
        if alone or lone:
            cuts.append(i)
        elif _opens(block.text, start, block.seams[i - 1], evidence):
            if not _is_ended(content, start, at) and (heading := _heading(content, borders, last, i)):
                cuts.append(heading)
            cuts.append(i)
        if cuts:
            last = cuts[-1]
        alone = lone
    if not cuts:
        return (block,)
    return tuple(_piece(block, a, b) for a, b in zip([0, *cuts], [*cuts, 0], strict=True))


def _piece(block: Block, first: int, end: int) -> Block:
    """The part of a block from one border to another: the beginning and the end are 0, seams count from 1."""
    begins = block.seams[first - 1] if first else Seam(0, block.source.line)
    start, number = begins.at, begins.line
    text = block.text.slice(start, block.seams[end - 1].at if end else None).strip()
    seams = tuple(replace(seam, at=seam.at - start) for seam in block.seams[first : end - 1 if end else None])
    until = block.seams[end - 1].line - 1 if end else block.until
    where = replace(block.source, line=number, column=1) if first else block.source
    return replace(
        block, text=text, seams=seams, wrapped=until > number, until=until, source=where, cut=block.cut and not end
    )


def _is_ended(content: str, start: int, at: int) -> bool:
    """True if a sign that ends paragraphs stands before a place."""
    head = content[max(start, at - _LOOK) : at]
    return bool(head.strip()) and has_end(head)


def _is_formula(text: Text, start: int, at: int, end: int, evidence: Evidence) -> bool:
    """True if a line is an enacting formula: it names an organ and ends with a comma, and an action is what follows."""
    line = text.content[at:end].strip()
    if len(line) > _LINE or not ends_with_comma(line) or starts_lower(line):
        return False
    formula = evidence.formula(line)
    if formula is None or not formula.actor:
        return False
    if end < len(text):
        return evidence.preambular(text.slice(end, end + _LOOK)) is not None
    return start == at or (at - start < _TITLE and evidence.preambular(text.slice(start, at)) is None)


def _closes(content: str, start: int, at: int, end: int, evidence: Evidence) -> bool:
    """True if a line at the beginning or behind the end of a sentence is the meeting, or the head of an annex."""
    if end - at > _LINE or (start < at and not ends_complete(content[max(start, at - _LOOK) : at])):
        return False
    known = evidence.line(content[at:end].strip())
    return known is not None and known.kind in _CLOSING


def _opens(text: Text, start: int, seam: Seam, evidence: Evidence) -> bool:
    """True if the line at a seam opens a paragraph: behind a sign that ends one, with an action or a number.

    Where actions begin in lower case, or the script has none, one behind a comma stands inside of paragraphs as well.
    There the line before must have had room for the first word; or the paragraph before must have begun so, too, in
    a language with spaces, where one in nine lines begins where a clause does.
    """
    content, at = text.content, seam.at
    if at - start < _NUMBER:
        before = content[start:at].strip()
        if (typed := evidence.label(f"{before} x")) is not None and typed.end > len(before):
            return False  # nothing but a number so far
    ended = _is_ended(content, start, at)
    if not ended and not (content[at].isdecimal() and content[at - 1].isspace()):
        return False
    complete = ends_complete(content[max(start, at - _LOOK) : at])
    tail = text.slice(at, at + _LOOK)
    label = evidence.label(tail.content)
    if label is not None:
        rest = tail.slice(label.end).strip()
        return (complete and not starts_lower(rest.content)) or evidence.operative(rest) is not None
    if not ended:
        return False
    acts = complete and evidence.operative(tail) is not None
    lower, spaced = starts_lower(tail.content), evidence.language.spaced
    if spaced and not lower:
        return acts or evidence.preambular(tail) is not None
    if lower and not evidence.opens_in_lower_case:
        return False
    if seam.room or (spaced and _is_preambular(text.slice(start, start + _LOOK), evidence)):
        return acts or _is_preambular(tail, evidence)
    return False


def _is_preambular(text: Text, evidence: Evidence) -> bool:
    """True if a text opens with an action of the preamble, not with one that is as well, or rather, operative."""
    opening = evidence.preambular(text)
    return opening is not None and opening.key.startswith(tuple(evidence.language.actions.preamble))


def _heading(content: str, borders: list[int], last: int, i: int) -> int:
    """Where a heading begins between two borders: behind the end of a sentence, where none ends at the second one."""
    for j in range(i - 1, last, -1):
        at = borders[j]
        if ends_complete(content[max(borders[last], at - _LOOK) : at]):
            return j if has_case(content[at : at + _LOOK]) and not starts_lower(content[at : at + _LOOK]) else 0
    return 0

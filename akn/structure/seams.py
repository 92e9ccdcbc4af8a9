"""Where wrapped lines were taken for one paragraph and are several: what opens a line tells, if its form did not.

A dump of a printed page without its indents and blank lines shows the end of a paragraph only if its last line is
short.  Where that line happens to be full, the reader joins it with the next one.  The language knows better: behind
the sign that ends a paragraph, an action opens another one.
"""

from __future__ import annotations

from msgspec.structs import replace

from akn.blocks import AnyBlock, Block
from akn.structure.evidence import Evidence
from akn.structure.signs import ends_complete, ends_with_comma, has_case, starts_lower

_ALONE = 120  # characters, at most, of a line that stands for itself


def parted(block: AnyBlock, evidence: Evidence) -> tuple[AnyBlock, ...]:
    """The block, parted at those of its seams at which another paragraph surely begins."""
    if not isinstance(block, Block) or not block.seams or block.label:
        return (block,)
    content = block.text.content
    ends = [at for at, _ in block.seams[1:]] + [len(content)]
    cuts: list[tuple[int, int]] = []
    start = 0
    alone = _is_alone(content[: block.seams[0][0]], "", evidence)
    for (at, number), end in zip(block.seams, ends, strict=True):
        head, line = content[start:at], content[at:end]
        lone = _is_alone(line, head, evidence)
        if alone or lone or _opens(block, head, at, evidence):
            if (ended := _after_sentence(block, start, at)) and not lone and not alone:
                cuts.append(ended)  # a heading stands before it
            cuts.append((at, number))
            start = at
        alone = lone
    if not cuts:
        return (block,)
    return tuple(
        _piece(block, *cut, end) for cut, end in zip([(0, 0), *cuts], [*(at for at, _ in cuts), None], strict=True)
    )


def _after_sentence(block: Block, start: int, end: int) -> tuple[int, int] | None:
    """The last seam between two places with the end of a sentence before it, where none ends at the second place."""
    content = block.text.content
    if ends_complete(content[start:end]) or ends_with_comma(content[start:end]):
        return None
    inside = [(at, n) for at, n in block.seams if start < at < end and ends_complete(content[start:at])]
    return (
        inside[-1]
        if inside and has_case(content[inside[-1][0] :]) and not starts_lower(content[inside[-1][0] :])
        else None
    )


def _piece(block: Block, start: int, number: int, end: int | None) -> Block:
    text = block.text.slice(start, end).strip()
    seams = tuple((at - start, n) for at, n in block.seams if start < at and (end is None or at < end))
    where = replace(block.source, line=number, column=1) if start else block.source
    return replace(block, text=text, seams=seams, wrapped=bool(seams), source=where, cut=block.cut and end is None)


def _is_alone(line: str, head: str, evidence: Evidence) -> bool:
    """True for a line that never is a part of a paragraph: an enacting formula, a closing line behind a sentence."""
    if len(line) > _ALONE:
        return False
    line = line.strip()
    if not starts_lower(line) and evidence.formula(line) is not None:
        return True
    return bool(head) and ends_complete(head) and evidence.line(line) is not None


def _opens(block: Block, head: str, at: int, evidence: Evidence) -> bool:
    """True if the line at a seam opens a paragraph: behind a sign that ends one, with an action or the next number."""
    if (typed := evidence.label(f"{head.strip()} x")) is not None and typed.end > len(head.strip()):
        return False  # nothing but a number so far
    comma = ends_with_comma(head)
    ended = comma or ends_complete(head)
    if not ended and not block.text.content[at].isdecimal():
        return False
    tail = block.text.slice(at)
    label = evidence.label(tail.content)
    if label is not None:
        rest = tail.slice(label.end).strip()
        return (ended and not comma and not starts_lower(rest.content)) or evidence.operative(rest) is not None
    if not ended:
        return False
    if not has_case(tail.content) or starts_lower(tail.content):
        return False  # a participle behind a comma is as common inside of paragraphs
    return evidence.preambular(tail) is not None or (not comma and evidence.operative(tail) is not None)

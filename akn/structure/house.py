"""The house style of a text: how its body sets its paragraphs, known from its first lines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from akn import bodies
from akn.blocks import Block, Blocks
from akn.bodies import HouseStyle, actor_named
from akn.bodies.symbols import Symbol, find_symbols
from akn.patterns import lazy_pattern
from akn.punctuation import COMMAS
from akn.structure.continuation import SHORT
from akn.structure.evidence import Evidence
from akn.structure.reshaping import parted

_FIRST = 60  # lines, at most, of a masthead, a title and a formula
_FORMULA = 140  # characters, at most, of an enacting formula
_PLAIN = HouseStyle()
_COMMA = lazy_pattern(rf"[{COMMAS}]\s+(?=\S)")
_COMMA_OR_END = lazy_pattern(rf"[{COMMAS}](?=\s|$)")


def house_style(blocks: Blocks, evidence: Evidence, body: str = "") -> HouseStyle:
    """The house style of the body that speaks in the blocks, the usual one if it is not known.

    `body` is the name of a body file that the caller insists on.  Otherwise it is the organ of the first enacting
    formula; a text without one is of the body whose symbol opens a line before all others.
    """
    if body:
        return bodies.load(body).style
    if all(known.style == _PLAIN for known in bodies.all_bodies()):
        return _PLAIN
    lines = [b.text.content for b in islice((b for b in blocks if isinstance(b, Block)), _FIRST)]
    speakers = (_speaker(line, evidence) for line in lines)
    speaker = next(filter(None, speakers), "") or next((s.actor for line in lines for s in _opening(line)), "")
    found = bodies.of_actor(speaker)
    return found.style if found is not None else _PLAIN


def parted_formula(block: Block, evidence: Evidence) -> tuple[Block, ...]:
    """A block that opens with an enacting formula and goes on with the first recital, as two; else the block.

    The recital begins with a capital and an action: what a decision tells of an organ goes on in lower case.
    """
    content = block.text.content
    for m in _COMMA.finditer(content, 0, _FORMULA):
        if not content[m.end()].isupper():
            continue
        formula = evidence.formula(content[: m.start() + 1])
        if formula is not None and any(evidence.zones(block.text.slice(m.end()))):
            return parted(block, m.end())
    return (block,)


def _speaker(line: str, evidence: Evidence) -> str:
    """The actor of the formula that a line is or begins with, empty if it is none."""
    for end in (m.start() + 1 for m in _COMMA_OR_END.finditer(line, 0, _FORMULA)):
        if evidence.formula(line[:end]) is not None and (actor := actor_named(line[:end], evidence.language.code)):
            return actor
    return ""


def _opening(line: str) -> Iterator[Symbol]:
    """The symbol that opens a line or ends it, of a text whose masthead prints it beside the name of the body."""
    for start, end, symbol in find_symbols(line) if len(line) <= SHORT else ():
        if symbol.adopted and (start == 0 or end == len(line.rstrip())):
            yield symbol

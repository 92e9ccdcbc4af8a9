"""The house style of a text: how its body sets its paragraphs, known from its first lines."""

from __future__ import annotations

from collections.abc import Iterator

from akn import bodies
from akn.blocks import Block, Blocks, parted
from akn.bodies import HouseStyle, actor_named
from akn.bodies.symbols import Symbol, find_symbols
from akn.patterns import lazy_pattern
from akn.punctuation import COMMAS
from akn.structure.continuation import SHORT
from akn.structure.evidence import Evidence

_FIRST = 60  # lines, at most, of a masthead, a title and a formula
_FORMULA = 140  # characters, at most, of an enacting formula
_PLAIN = HouseStyle()
_SIGN = lazy_pattern(
    r"[^\w\s](?=\s|$)"
)  # commas are picked of these: a pattern of those of all scripts takes long to make


def house_style(blocks: Blocks, evidence: Evidence, body: str = "") -> HouseStyle:
    """The house style of the body that speaks in the blocks, the usual one if it is not known.

    `body` is the name of a body file that the caller insists on.  Otherwise it is the organ of the first enacting
    formula; a text without one is of the body whose symbol opens a line before all others.
    """
    if body:
        return bodies.load(body).style
    if all(known.style == _PLAIN for known in bodies.all_bodies()):
        return _PLAIN
    lines: list[str] = []
    speaker = ""
    for block in blocks:
        if speaker or len(lines) == _FIRST:
            break
        if isinstance(block, Block):
            lines.append(block.text.content)
            speaker = _speaker(lines[-1], evidence)
    speaker = speaker or next((s.actor for line in lines for s in _opening(line)), "")
    found = bodies.of_actor(speaker)
    return found.style if found is not None else _PLAIN


def parted_formula(block: Block, evidence: Evidence) -> tuple[Block, ...]:
    """A block that opens with an enacting formula and goes on with the first recital, as two; else the block.

    The recital begins with a capital and an action: what a decision tells of an organ goes on in lower case.
    """
    content = block.text.content
    for end in _commas(content):
        at = len(content) - len(content[end:].lstrip())
        if at >= _FORMULA or not content[at : at + 1].isupper():
            continue
        formula = evidence.formulas[content[:end]]
        if formula is not None and any(evidence.zones(block.text.slice(at))):
            return parted(block, at)
    return (block,)


def _commas(content: str) -> Iterator[int]:
    """Where the commas end after which a formula can end: before a space, or at the end."""
    for m in _SIGN.finditer(content, 0, _FORMULA):
        if m[0] in COMMAS:
            yield m.end()


def _speaker(line: str, evidence: Evidence) -> str:
    """The actor of the formula that a line is or begins with, empty if it is none."""
    for end in _commas(line):
        formula = evidence.formulas[line[:end]]
        if formula and (actor := formula.actor or actor_named(line[:end], evidence.language.code)):
            return actor
    return ""


def _opening(line: str) -> Iterator[Symbol]:
    """The symbol that opens a line or ends it, of a text whose masthead prints it beside the name of the body."""
    for start, end, symbol in find_symbols(line) if len(line) <= SHORT else ():
        if symbol.adopted and (start == 0 or end == len(line.rstrip())):
            yield symbol

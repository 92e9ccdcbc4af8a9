"""Whether a source may hold several works: all that is asked of the many that hold one (the rest is `akn.volumes`)."""

from __future__ import annotations

from akn.blocks import Block, Blocks, TableBlock
from akn.structure.choose import choose_language
from akn.structure.evidence import Evidence, ends_of

WORKS = 2
"""A source that holds fewer is no volume."""
_FORMULA = 120  # characters, at most, of a formula


def may_hold_several(blocks: Blocks, language: str) -> Evidence | None:
    """What the language of a source tells, if it has as many formulas as a volume; None for all others."""
    short = [
        b for b in blocks if isinstance(b, Block) and len(b.text.content) <= _FORMULA and ends_of(b.text.content).signed
    ]
    if len(short) < WORKS:
        return None
    evidence = Evidence.of(choose_language(blocks, language, "").value)
    return evidence if sum(is_formula(block, evidence) for block in short) >= WORKS else None


def is_formula(block: Block | TableBlock, evidence: Evidence) -> bool:
    """True for a line that is an enacting formula and nothing else."""
    if not isinstance(block, Block) or len(block.text.content) > _FORMULA:
        return False
    return evidence.formulas[block.text.content] is not None

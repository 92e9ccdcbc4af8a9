"""The language of a document: the one that was asked for, or the one that its text is in."""

from __future__ import annotations

from akn.blocks import Block, Blocks
from akn.diagnostics import Code, Position, Result
from akn.languages import detect_language, load, usual
from akn.languages.match import match_formula
from akn.languages.shape import Language

_SURE = 0.8  # the share of a language in the words of a text that leaves no doubt
_FORMULA = 200  # characters of an enacting formula, at most


def choose_language(blocks: Blocks, given: str, source: str) -> Result[Language]:
    """The language that was given, or the one that most of the text is in; a disagreement is reported.

    `given` is any code that `akn.languages.load` takes, `source` names the input.  Raises UsageError for a language
    without a file.
    """
    where = Position(source=source)
    found = detect_language("\n".join(b.text.content for b in blocks if isinstance(b, Block)))
    if given:
        language = load(given)
        if found.code and found.code != language.code and found.share > 0.5:
            other = load(found.code).name
            return Result(language, (Code.LANGUAGE_DISAGREES.at(where, given=language.name, found=other),))
        return Result(language)
    if found.second and found.share < _SURE and (code := _speaking(blocks, (found.code, found.second))):
        return Result(load(code))
    if not found.code:
        language = load(usual())
        return Result(language, (Code.LANGUAGE_UNKNOWN.at(where, used=language.name),))
    return Result(load(found.code))


def _speaking(blocks: Blocks, codes: tuple[str, ...]) -> str:
    """The language in which an enacting formula stands, where the words of a short text hardly tell; empty if none."""
    lines = [b.text.content for b in blocks if isinstance(b, Block) and len(b.text) < _FORMULA]
    for code in codes:
        found = (match_formula(load(code), line) for line in lines)
        if any(formula is not None and formula.actor for formula in found):
            return code
    return ""

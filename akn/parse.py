"""Blocks to a document: the list of passes, nothing else.

choose      the language                                                          languages/detect.py
gather      notes set aside, cut paragraphs whole, typed numbers off the text     structure/lines.py
divide      cover, title, preamble, body, closing lines, annexes                  structure/zones.py
mark        what cover, preface and closing lines say                             structure/cover.py
build       paragraphs, points, tables, divisions, their actions                  structure/tree.py
identify    symbol, dates, the parts of the IRIs                                  structure/identity.py
number      notes in order of their calls                                         structure/notes.py
recognise   citations, dates, entities in every text                              inline/run.py
resolve     what citations point at, over the whole document                      inline/resolve.py
collect     the terms that all marks refer to                                     terms.py
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from akn.blocks import Block, Blocks
from akn.diagnostics import Code, Diagnostic, Position, Result
from akn.document import Annex, Document, Formula, Metadata, Part
from akn.inline import actions
from akn.languages import load
from akn.languages.detect import detect_language
from akn.languages.shape import Language
from akn.structure.cover import (
    Marked,
    join_title,
    mark_annex_head,
    mark_conclusions,
    mark_cover,
    mark_part_head,
    mark_preface,
)
from akn.structure.evidence import Evidence
from akn.structure.lines import gather
from akn.structure.notes import number_notes
from akn.structure.tree import build_body, build_preamble
from akn.structure.zones import AnnexLines, PartLines, Zones, divide


def parse_blocks(
    blocks: Blocks,
    *,
    language: str = "",
    body: str = "",
    catalogue: Mapping[str, str] | None = None,
    source: str = "",
    markup: str = "",
) -> Result[Document]:
    """The document that the blocks show, and all that was noticed on the way.

    `language` (any code that `akn.languages.load` takes) and `body` (a name of `akn.bodies`) overrule what the text
    says; `catalogue` maps symbols to dates of adoption; `source` names the input in diagnostics; `markup` is the date
    of the markup (YYYY-MM-DD).  Odd input never raises: what cannot be placed is a plain paragraph and a diagnostic.
    Raises UsageError for a language or body that there is no file for.
    """
    diagnostics: list[Diagnostic] = []
    known = _choose_language(blocks, language, source, diagnostics)
    evidence = Evidence(known, actions)
    gathered = gather(blocks, evidence)
    diagnostics += gathered.diagnostics
    zones = divide(gathered.lines, evidence)
    diagnostics += zones.diagnostics
    zones.title = join_title(zones.title, evidence)
    cover, preface = mark_cover(zones.cover, evidence), mark_preface(zones.title, evidence)
    conclusions = mark_conclusions(zones.conclusions, evidence)
    document = _build(zones, evidence, cover, preface, conclusions, diagnostics)
    return Result(number_notes(document, gathered.notes, diagnostics), tuple(diagnostics))


def _choose_language(blocks: Blocks, given: str, source: str, diagnostics: list[Diagnostic]) -> Language:
    """The language that was given, or the one that most of the text is in; a disagreement is reported."""
    found = detect_language("\n".join(b.text.content for b in blocks if isinstance(b, Block)))
    if given:
        language = load(given)
        if found.code and found.code != language.code and found.share > 0.5:
            diagnostics.append(
                Code.LANGUAGE_DISAGREES.at(Position(source=source), given=language.name, found=load(found.code).name)
            )
        return language
    if not found.code:
        diagnostics.append(Code.LANGUAGE_UNKNOWN.at(Position(source=source), used=load("eng").name))
    return load(found.code or "eng")


def _build(
    zones: Zones,
    evidence: Evidence,
    cover: Marked,
    preface: Marked,
    conclusions: Marked,
    diagnostics: list[Diagnostic],
) -> Document:
    """The document as far as structure goes: no metadata, no findings in running text."""
    parts = [_part(p, evidence, diagnostics) for p in zones.parts]
    document = Document(
        cover=tuple(cover.lines),
        preface=tuple(preface.lines),
        conclusions=tuple(conclusions.lines),
        annexes=tuple(_annex(a, evidence, diagnostics) for a in zones.annexes),
    )
    if zones.multipart:
        return replace(document, parts=tuple(parts))
    return replace(document, preamble=parts[0].preamble, body=parts[0].body)


def _part(lines: PartLines, evidence: Evidence, diagnostics: list[Diagnostic]) -> Part:
    formula = (Formula(lines.formula.text),) if lines.formula is not None else ()
    return Part(
        lines.letter,
        Metadata(),
        preface=tuple(mark_part_head(lines.head)),
        preamble=(*formula, *build_preamble(lines.preamble, evidence, diagnostics)),
        body=build_body(lines.body, evidence, diagnostics, adopted=lines.formula is not None),
        conclusions=tuple(mark_conclusions(lines.conclusions, evidence).lines),
    )


def _annex(lines: AnnexLines, evidence: Evidence, diagnostics: list[Diagnostic]) -> Annex:
    return Annex(
        preface=tuple(mark_annex_head(lines.head)),
        body=build_body(lines.body, evidence, diagnostics, adopted=False),
        annexes=tuple(_annex(a, evidence, diagnostics) for a in lines.annexes),
    )

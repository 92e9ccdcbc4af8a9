"""Blocks to a document: the list of passes, nothing else.

    gather      notes set aside, cut paragraphs whole, typed numbers off the text     structure/lines.py
    divide      cover, title, preamble, body, closing lines, annexes                  structure/zones.py
    build       paragraphs, points, tables, divisions                                 structure/tree.py
    mark        cover, preface and closing lines; action phrases                      structure/cover.py, inline/actions.py
    identify    symbol, dates, IRIs                                                   structure/identity.py
    number      notes in order of their calls                                         structure/notes.py
    recognise   citations, dates, entities in every text                              inline/run.py
    resolve     what citations point at, over the whole document                      inline/resolve.py
    collect     the terms that all marks refer to                                     terms.py
"""

from __future__ import annotations

from akn.blocks import Block, Blocks, NoteBlock
from akn.diagnostics import Code, Diagnostic, Position, Result
from akn.document import Annex, Document, Formula, Metadata, Part, Preambular
from akn.languages import load
from akn.languages.detect import detect_language
from akn.languages.shape import Language
from akn.structure.cover import (
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
from akn.structure.zones import AnnexLines, PartLines, divide


def choose_language(blocks: Blocks, language: str, diagnostics: list[Diagnostic]) -> Language:
    return load(language or detect_language("\n".join(b.text.content for b in blocks if isinstance(b, Block))).code or "eng")


def _part(lines: PartLines, evidence: Evidence, diagnostics: list[Diagnostic]) -> Part:
    formula = (Formula(lines.formula.text),) if lines.formula else ()
    return Part(
        lines.letter,
        Metadata(),
        preface=tuple(mark_part_head(lines.head)),
        preamble=(*formula, *build_preamble(lines.preamble, evidence)),
        body=build_body(lines.body, evidence, diagnostics),
        conclusions=tuple(mark_conclusions(lines.conclusions, evidence).lines),
    )


def _annex(lines: AnnexLines, evidence: Evidence, diagnostics: list[Diagnostic]) -> Annex:
    return Annex(
        preface=tuple(mark_annex_head(lines.head)),
        body=build_body(lines.body, evidence, diagnostics, adopted=False),
        annexes=tuple(_annex(a, evidence, diagnostics) for a in lines.annexes),
    )


def parse_blocks(blocks: Blocks, *, language: str = "", body: str = "", catalogue=None, source: str = "", find_opening=None) -> Result[Document]:
    diagnostics: list[Diagnostic] = []
    known = choose_language(blocks, language, diagnostics)
    evidence = Evidence(known, find_opening)
    gathered = gather(blocks, evidence)
    diagnostics += gathered.diagnostics
    zones = divide(gathered.lines, evidence)
    diagnostics += zones.diagnostics
    zones.title = join_title(zones.title, evidence)
    cover, preface = mark_cover(zones.cover, evidence), mark_preface(zones.title, evidence)
    conclusions = mark_conclusions(zones.conclusions, evidence)
    parts = [_part(p, evidence, diagnostics) for p in zones.parts]
    annexes = tuple(_annex(a, evidence, diagnostics) for a in zones.annexes)
    document = Document(cover=tuple(cover.lines), preface=tuple(preface.lines), conclusions=tuple(conclusions.lines), annexes=annexes, preamble=parts[0].preamble, body=parts[0].body)
    return Result(number_notes(document, gathered.notes, diagnostics), tuple(diagnostics))

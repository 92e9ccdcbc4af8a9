"""Zones made into a document: its parts and annexes, each with its preamble and its body (`akn.structure.tree`)."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from akn.diagnostics import Diagnostic, Result
from akn.document import Annex, BodyNode, Document, Formula, Metadata, Part, Preambular
from akn.structure.cover import Marked, MarkedZones, mark_annex_head, mark_conclusions, mark_part_head
from akn.structure.evidence import Evidence
from akn.structure.facts import first_of, told_on, values_of
from akn.structure.identity import identify_part
from akn.structure.tree import build_body, build_preamble
from akn.structure.zones import AnnexLines, PartLines, Zones


def build(zones: Zones, marked: MarkedZones, metadata: Metadata, evidence: Evidence) -> Result[Document]:
    """The document as far as structure goes: no notes yet, no findings in running text."""
    diagnostics: list[Diagnostic] = []
    evidence = replace(evidence, speaker=metadata.actor)
    parts: tuple[Part, ...] = ()
    preamble: tuple[Formula | Preambular, ...] = ()
    body: tuple[BodyNode, ...] = ()
    if len(zones.parts) > 1:
        meetings = _meetings(marked.conclusions)
        parts = tuple(_part(p, metadata, meetings, evidence, diagnostics) for p in zones.parts)
    else:
        preamble, body = _text_of(zones.parts[0], metadata, evidence, diagnostics)
    document = Document(
        metadata,
        cover=tuple(marked.cover.lines),
        preface=tuple(marked.title.lines),
        preamble=preamble,
        body=body,
        parts=parts,
        conclusions=tuple(marked.conclusions.lines),
        annexes=tuple(_annex(a, evidence, diagnostics) for a in zones.annexes),
    )
    return Result(document, tuple(diagnostics))


def _meetings(closing: Marked) -> dict[str, str]:
    """The meetings by their days, where the closing lines of an issue print a day for each."""
    days, meetings = values_of(closing.facts, "date"), values_of(closing.facts, "meeting")
    return dict(zip(days, meetings, strict=True)) if len(days) == len(meetings) else {}


def _part(
    lines: PartLines,
    issue: Metadata,
    meetings: Mapping[str, str],
    evidence: Evidence,
    diagnostics: list[Diagnostic],
) -> Part:
    closing = mark_conclusions(lines.conclusions, evidence)
    days, meeting = values_of(closing.facts, "date"), first_of(closing.facts, "meeting")
    # a part of a decision tells its day itself ("At its 57th meeting, on 24 January 2044"), its issue prints the days
    # of all its parts below the last one (six real files)
    told = "" if days or lines.preamble or lines.formula else told_on(lines, evidence)
    if told in meetings:
        days, meeting = (told,), meetings[told]
    preamble, body = _text_of(lines, issue, evidence, diagnostics)
    return Part(
        lines.letter,
        identify_part(issue, lines.letter, days, meeting),
        preface=tuple(mark_part_head(lines.head)),
        preamble=preamble,
        body=body,
        conclusions=tuple(closing.lines),
    )


def _text_of(
    lines: PartLines, issue: Metadata, evidence: Evidence, diagnostics: list[Diagnostic]
) -> tuple[tuple[Formula | Preambular, ...], tuple[BodyNode, ...]]:
    """The preamble and the body of a resolution, be it the only one or a part."""
    formula = (Formula(lines.formula.text),) if lines.formula is not None else ()
    enacted = lines.formula is not None or bool(lines.preamble)
    preamble = (
        *(build_preamble(lines.moved, evidence, diagnostics) if lines.moved else ()),
        *formula,
        *build_preamble(lines.preamble, evidence, diagnostics),
    )
    tells = not enacted and issue.kind != "document"
    return preamble, build_body(lines.body, replace(evidence, tells=tells), diagnostics, adopted=enacted)


def _annex(lines: AnnexLines, evidence: Evidence, diagnostics: list[Diagnostic]) -> Annex:
    return Annex(
        preface=tuple(mark_annex_head(lines.head, evidence, labelled=lines.labelled)),
        body=build_body(lines.body, evidence, diagnostics, adopted=False),
        annexes=tuple(_annex(a, evidence, diagnostics) for a in lines.annexes),
    )

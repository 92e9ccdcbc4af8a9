"""Blocks to a document: the list of passes, nothing else.

choose      the language                                                          languages/__init__.py
gather      notes set aside, cut paragraphs whole, typed numbers off the text     structure/lines.py
divide      cover, title, preamble, body, closing lines, annexes                  structure/roles.py, zones.py
mark        what cover, preface and closing lines say                             structure/cover.py
build       paragraphs, points, tables, divisions, their actions                  structure/tree.py
identify    symbol, dates, the parts of the IRIs                                  structure/identity.py
number      notes in order of their calls                                         structure/notes.py
recognise   citations, dates, entities in every text, on the same walk            inline/resolve.py
resolve     what citations point at, over the whole document                      inline/resolve.py
collect     the terms that all marks refer to                                     vocabulary/collect.py
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from msgspec.structs import replace

from akn.blocks import Block, Blocks
from akn.bodies import actor_named
from akn.diagnostics import Code, Diagnostic, Position, Result
from akn.document import Annex, Document, Formula, Metadata, Part
from akn.inline.context import Context
from akn.inline.resolve import impossible_dates, recognise, resolve, without_doubles
from akn.languages import detect_language, load
from akn.languages.dates import find_dates
from akn.languages.match import match_formula
from akn.languages.shape import Language
from akn.source_map import unbalanced
from akn.structure.corrections import NONE, Correcting, Corrections
from akn.structure.cover import (
    join_title,
    mark_annex_head,
    mark_conclusions,
    mark_cover,
    mark_part_head,
    mark_preface,
    mark_sponsors,
)
from akn.structure.evidence import Evidence
from akn.structure.identity import Stated, identify, identify_part, stated
from akn.structure.lines import SHORT, gather
from akn.structure.notes import number_notes, positions, with_lone_notes_shown, with_table_notes
from akn.structure.tree import build_body, build_preamble
from akn.structure.zones import AnnexLines, PartLines, Zones, divide
from akn.text import Text
from akn.vocabulary.collect import collect_terms
from akn.walk import Place

_SURE = 0.8  # the share of a language in the words of a text that leaves no doubt
_FORMULA = 200  # characters of an enacting formula, at most


def parse_blocks(
    blocks: Blocks,
    *,
    language: str = "",
    body: str = "",
    catalogue: Mapping[str, str] | None = None,
    source: str = "",
    markup: str = "",
    hints: tuple[str, ...] = (),
    corrections: Corrections = NONE,
) -> Result[Document]:
    """The document that the blocks show, and all that was noticed on the way.

    `language` (any code that `akn.languages.load` takes) and `body` (a name of `akn.bodies`) overrule what the text
    says; `catalogue` maps symbols to dates of adoption; `source` names the input in diagnostics; `markup` is the date
    of the markup (YYYY-MM-DD); `hints` are strings outside the text that may hold its symbol (a Word property, a file
    name), believed only if nothing is printed; `corrections` are what a person settled
    (`akn.structure.corrections`).  Odd input never raises: what cannot be placed is a plain paragraph and a diagnostic.
    Raises UsageError for a language or body that there is no file for.
    """
    diagnostics: list[Diagnostic] = []
    correcting = Correcting(corrections, source)
    known = _choose_language(blocks, language or corrections.language, source, diagnostics)
    body = body or corrections.body
    evidence = Evidence(known)
    blocks = correcting.without_furniture(with_lone_notes_shown(with_table_notes(blocks), diagnostics))
    gathered = gather(blocks, evidence)
    gathered.lines = correcting.lines(gathered.lines)
    diagnostics += gathered.diagnostics
    zones = divide(gathered.lines, evidence)
    diagnostics += zones.diagnostics
    cover, title = mark_cover(zones.cover, evidence), mark_preface(join_title(zones.title, evidence), evidence)
    closing = mark_conclusions(zones.conclusions, evidence)
    begin = Position(source=source, line=1)
    said = stated(cover, title, closing, language=known, formula=_speaker(zones, evidence))
    said = correcting.stated(_with_body(said, zones, evidence, hints, begin))
    identified = identify(said, body=body, markup=markup, catalogue=catalogue)
    diagnostics += identified.diagnostics
    gathered.notes = mark_sponsors(gathered.notes, cover, evidence)
    metadata = replace(identified.value, official=known.official)
    if not body and (metadata.kind == "document" or not (zones.recognised or said.symbols)):
        published = metadata.published or (metadata.date if metadata.date_name == "publication" else "")
        metadata = replace(metadata, kind="document", published=published)  # all said that its XML says of it
        diagnostics.append(Code.NOT_A_RESOLUTION.at(begin))
    evidence = replace(evidence, speaker=metadata.actor)
    front = Document(metadata, tuple(cover.lines), tuple(title.lines), conclusions=tuple(closing.lines))
    document = _build(front, zones, evidence, diagnostics)
    places = cache(lambda: positions(gathered))  # asked only where there is something to say
    context = Context.of(metadata, known, catalogue=catalogue or {}, places=places, source=source)
    at = {place: context.at(place) for place in Place}
    impossible: list[Diagnostic] = []
    seen: dict[str, int] = {}

    def recognised(text: Text, place: Place) -> Text:
        nth = seen[text.content] = seen.get(text.content, -1) + 1
        impossible.extend(impossible_dates(text, at[place], nth))
        return recognise(text, at[place])

    document = number_notes(document, gathered.notes, recognised)
    resolved = resolve(document, context, lambda text: correcting.text(without_doubles(text)))
    diagnostics += (
        *correcting.unsettled(resolved.diagnostics),
        *impossible,
        *correcting.diagnostics,
        *correcting.unmatched(),
    )
    document = resolved.value
    diagnostics += unbalanced(blocks, document, begin)
    return Result(replace(document, terms=collect_terms(document)), tuple(diagnostics))


def _with_body(said: Stated, zones: Zones, evidence: Evidence, hints: tuple[str, ...], where: Position) -> Stated:
    """What the document says about itself in its first and closing lines, with what its body and its parts say."""
    opening, first = _first_date(zones, evidence), zones.parts[0]
    tells = not said.enacted and bool(opening) and not first.preamble and not first.body[0].label  # "At its 56th ..."
    line = next((x for x in zones.cover if any(symbol in x.text.content for symbol in said.symbols)), None)
    return replace(
        said,
        parts=tuple(p.letter for p in zones.parts if p.letter.isalpha()) or ((zones.letter,) if zones.letter else ()),
        opening=opening,
        decision=said.decision or tells,
        hints=hints,
        where=where,
        symbol_where=line.where if line is not None else Position(),
    )


def _speaker(zones: Zones, evidence: Evidence) -> str | None:
    """The actor that the first enacting formula names; empty if it is in no language or body file, None without one."""
    formula = next((p.formula.text.content for p in zones.parts if p.formula is not None), None)
    if formula is None:
        return None
    match = evidence.formula(formula)
    return (match.actor if match is not None else "") or actor_named(formula, evidence.language.code)


def _first_date(zones: Zones, evidence: Evidence) -> str:
    """The day of the meeting that the first paragraph tells: "At its 56th meeting, on 28 March 2044, ...".

    A presidential statement begins so, and a decision.  A date without another number beside it is of no meeting.
    """
    first = zones.parts[0]
    line = next((x for x in [*first.preamble, *first.body] if x.text.content), None)
    content = line.text.content[:SHORT] if line is not None else ""
    found = next(find_dates(evidence.language, content), None)
    if found is None or not any(c.isdigit() for c in content[: found.start] + content[found.end :]):
        return ""
    return found.value


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
    if found.second and found.share < _SURE and (code := _speaking(blocks, (found.code, found.second))):
        return load(code)
    if not found.code:
        diagnostics.append(Code.LANGUAGE_UNKNOWN.at(Position(source=source), used=load("eng").name))
    return load(found.code or "eng")


def _speaking(blocks: Blocks, codes: tuple[str, ...]) -> str:
    """The language in which an enacting formula stands, where the words of a short text hardly tell; empty if none."""
    lines = [b.text.content for b in blocks if isinstance(b, Block) and len(b.text) < _FORMULA]
    for code in codes:
        found = (match_formula(load(code), line) for line in lines)
        if any(formula is not None and formula.actor for formula in found):
            return code
    return ""


def _build(front: Document, zones: Zones, evidence: Evidence, diagnostics: list[Diagnostic]) -> Document:
    """The document as far as structure goes: no notes yet, no findings in running text."""
    parts = tuple(_part(p, front.metadata, evidence, diagnostics) for p in zones.parts)
    document = replace(front, annexes=tuple(_annex(a, evidence, diagnostics) for a in zones.annexes))
    if len(parts) > 1:
        return replace(document, parts=parts)
    return replace(document, preamble=parts[0].preamble, body=parts[0].body)


def _part(lines: PartLines, issue: Metadata, evidence: Evidence, diagnostics: list[Diagnostic]) -> Part:
    formula = (Formula(lines.formula.text),) if lines.formula is not None else ()
    enacted = lines.formula is not None or bool(lines.preamble)
    closing = mark_conclusions(lines.conclusions, evidence)
    return Part(
        lines.letter,
        identify_part(issue, lines.letter, closing.all("date"), closing.first("meeting")),
        preface=tuple(mark_part_head(lines.head)),
        preamble=(*formula, *build_preamble(lines.preamble, evidence, diagnostics)),
        body=build_body(
            lines.body,
            replace(evidence, tells=not enacted and issue.kind != "document"),
            diagnostics,
            adopted=enacted,
        ),
        conclusions=tuple(closing.lines),
    )


def _annex(lines: AnnexLines, evidence: Evidence, diagnostics: list[Diagnostic]) -> Annex:
    return Annex(
        preface=tuple(mark_annex_head(lines.head, evidence, labelled=lines.labelled)),
        body=build_body(lines.body, evidence, diagnostics, adopted=False),
        annexes=tuple(_annex(a, evidence, diagnostics) for a in lines.annexes),
    )

"""Blocks to a document: the list of passes, nothing else.

choose      the language                                                          structure/choose.py
link        links that lead nowhere on the web taken away                         structure/links.py
house       how the body that speaks sets its paragraphs                          structure/house.py
gather      notes set aside, cut paragraphs whole, typed numbers off the text     structure/notes.py, lines.py
divide      cover, title, preamble, body, closing lines, annexes                  structure/roles.py, zones.py
mark        what cover, preface and closing lines are                             structure/cover.py
state       what the document says about itself                                   structure/facts.py
identify    symbol, dates, the parts of the IRIs                                  structure/identity.py
build       paragraphs, points, tables, divisions, their actions                  structure/build.py, tree.py
number      notes in order of their calls                                         structure/notes.py
recognise   citations, dates, entities in every text                              inline/recognise.py
resolve     what citations point at, over the whole document                      inline/resolve.py
collect     the terms that all marks refer to                                     vocabulary/collect.py

What a person has settled (`structure/corrections.py`) is applied after the pass that it corrects (`correcting.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from akn.balance import unbalanced
from akn.blocks import Block, Blocks, NoteBlock
from akn.diagnostics import Diagnostic, Position, Result
from akn.document import Document
from akn.inline.context import Context
from akn.inline.recognise import impossible_dates, recognise_all
from akn.inline.resolve import Resolved, resolve, without_doubles
from akn.languages import Language
from akn.structure.build import build
from akn.structure.choose import choose_language
from akn.structure.corrections import NONE, Corrections
from akn.structure.cover import mark_sponsors, mark_zones
from akn.structure.evidence import Evidence
from akn.structure.facts import state
from akn.structure.house import house_style
from akn.structure.identity import identify
from akn.structure.lines import Line, gather
from akn.structure.links import with_web_links
from akn.structure.notes import number_notes, positions, with_lone_notes_shown, with_table_notes
from akn.structure.stars import with_star_notes
from akn.structure.zones import divide
from akn.vocabulary.collect import collect_terms

if TYPE_CHECKING:
    from akn.structure.correcting import Correcting

T = TypeVar("T")


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
) -> Resolved:
    """The document that the blocks show, and all that was noticed on the way.

    `language` (any code that `akn.languages.load` takes) and `body` (a name of `akn.bodies`) overrule what the text
    says; `catalogue` maps symbols to dates of adoption; `source` names the input in diagnostics; `markup` is the date
    of the markup (YYYY-MM-DD); `hints` are strings outside the text that may hold its symbol (a Word property, a file
    name), believed only if nothing is printed; `corrections` are what a person settled
    (`akn.structure.corrections`).  Odd input never raises: what cannot be placed is a plain paragraph and a diagnostic.
    Raises UsageError for a language or body that there is no file for.
    """
    read = partial(
        _structured,
        blocks,
        language=language,
        body=body,
        catalogue=catalogue,
        source=source,
        markup=markup,
        hints=hints,
    )
    noticed = _Noticed(source)
    correcting = _correcting(corrections, source) if corrections is not NONE else None
    built = read(correcting, noticed)
    document = built.document
    places = cache(partial(positions, built.lines, built.notes))  # asked only where there is something to say
    catalogue = catalogue or {}
    context = Context.of(document.metadata, built.spoken, catalogue=catalogue, places=places, source=source)
    document = recognise_all(document, context)
    resolved = resolve(document, context)
    document = kept = without_doubles(resolved.value)
    unsettled, idle = resolved.diagnostics, False
    if correcting is not None:
        document = correcting.references(kept)
        unsettled = tuple(correcting.unsettled(unsettled))
        # what citations mean follows from the structure and the metadata: where these are the same, so are they
        unread = _Noticed(source)
        idle = document == kept and built.document == read(None, unread).document
        # a fact that confirms the reading settles what was noticed of it, as the language of a text that tells none
        idle = idle and (bool(corrections.line) or unread.diagnostics == noticed.diagnostics)
        idle = idle and len(unsettled) == len(resolved.diagnostics)
    document = replace(document, terms=collect_terms(document))
    noticed.more(unsettled)
    noticed.more(impossible_dates(document, context))
    noticed.more(correcting.noticed() if correcting is not None else ())
    noticed.more(unbalanced(built.blocks, document, Position(source=source, line=1)))
    return Resolved(document, tuple(noticed.diagnostics), resolved.cited, idle)


def _correcting(corrections: Corrections, source: str) -> Correcting:
    from akn.structure.correcting import Correcting  # a long way, which few documents go

    return Correcting(corrections, source)


class _Structured(NamedTuple):
    """A document before its citations are recognised, and what it was built of."""

    document: Document
    spoken: Language
    blocks: Blocks
    lines: Sequence[Line]
    notes: Sequence[NoteBlock]


def _structured(
    blocks: Blocks,
    correcting: Correcting | None,
    noticed: _Noticed,
    *,
    language: str,
    body: str,
    catalogue: Mapping[str, str] | None,
    source: str,
    markup: str,
    hints: tuple[str, ...],
) -> _Structured:
    """The passes up to the numbers of notes, with what a person has settled where there is such."""
    given = correcting.given if correcting is not None else NONE
    body = body or given.body
    spoken = noticed.by(choose_language(blocks, language or given.language, source))
    evidence = Evidence.of(spoken)
    evidence.style = house_style(blocks, evidence, body)
    own: frozenset[Block] = frozenset()
    if correcting is not None:
        blocks = correcting.reshaped(blocks)
        own = correcting.own_lines
    blocks = noticed.by(with_lone_notes_shown(with_star_notes(with_table_notes(blocks, own), own)))
    blocks = noticed.by(with_web_links(blocks))
    gathered = noticed.by(gather(blocks, evidence, own))
    lines = correcting.lines(gathered.lines) if correcting is not None else gathered.lines
    zones = noticed.by(divide(lines, evidence))
    marked = mark_zones(zones, evidence)
    unsaid = None
    if any(line.override for line in lines) and all(line.override != "formula" for line in lines):
        unsaid = divide(gathered.lines, evidence).value
    said = state(zones, marked, evidence, hints=hints, where=Position(source=source, line=1), unsaid=unsaid)
    said = correcting.stated(said) if correcting is not None else said
    metadata = noticed.by(identify(said, body=body, markup=markup, catalogue=catalogue))
    document = noticed.by(build(zones, marked, metadata, evidence))
    document = number_notes(document, mark_sponsors(gathered.notes, evidence) if said.draft else gathered.notes)
    return _Structured(document, spoken, blocks, lines, gathered.notes)


class _Noticed(Struct):
    """All that is noticed on the way, in the order of the passes; each names the `source`, if its block does not."""

    source: str
    diagnostics: list[Diagnostic] = []

    def by(self, result: Result[T]) -> T:
        """What a pass made; what it noticed is kept."""
        self.more(result.diagnostics)
        return result.value

    def more(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Keep what else was noticed."""
        for one in diagnostics:
            where = one.position
            self.diagnostics.append(one if where.source else replace(one, position=replace(where, source=self.source)))

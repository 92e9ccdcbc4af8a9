"""Each heuristic is switched off in turn: how many outputs change, and do they come nearer to the published files.

A heuristic is a function.  While the proof runs, one that does nothing is put in its place from outside; the product
has no switches.  Its row says how many inputs of the folder come out otherwise without it and, where there is a
published file of the same stem (`--gold`), in how many the heuristic helps and in how many it harms.  One that changes
nothing, or harms more than it helps, does not pay and goes.  Of clauses the table of mandates is compared, which
published files do not have.
"""

from __future__ import annotations

import importlib
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import msgspec

from akn.blocks import Opening
from akn.clauses import mandates
from akn.document import Document
from akn.emit import emit_xml
from akn.parse import parse_blocks
from akn.read import read_xml
from akn.text import Kind, Text
from akn.walk import walk
from converters.formats import docx, pdf, text
from converters.formats.printed.page_ends import PageEnd
from proofs.tallies import files

_FORMATS = {".txt": text, ".docx": docx, ".pdf": pdf}


def _nothing(*_: object, **__: object) -> None:
    return None


def _no(*_: object, **__: object) -> bool:
    return False


def _none_of(*_: object, **__: object) -> list[object]:
    return []


_ABSENT = object()
"""Stands for a feature of a table of decisions that nothing has."""


def _same(first: object, *_: object, **__: object) -> object:
    return first


_FORMATS_ROOM = "converters.formats."
_TEXT, _PDF, _PRINTED = _FORMATS_ROOM + "text.", _FORMATS_ROOM + "pdf.", _FORMATS_ROOM + "printed."
_STRUCTURE, _INLINE, _CLAUSES = "akn.structure.", "akn.inline.", "akn.clauses."
HEURISTICS: dict[str, object] = {
    _TEXT + "furniture._part": lambda page: [page],
    _TEXT + "furniture._strip_top": _nothing,
    _TEXT + "furniture._strip_bottom": _nothing,
    _TEXT + "notes._below_rule": _nothing,
    _TEXT + "notes._last_groups": _nothing,
    _TEXT + "notes.part_after_notes": _same,
    _TEXT + "notes._in_order": _same,
    _TEXT + "notes._without_doubtful": lambda paragraphs, found: [x for x in found if not x[1].doubtful],
    _PRINTED + "labels._at_end_of_number": _none_of,
    _TEXT + "joining.is_flowing": _no,
    _TEXT + "joining.columns": _none_of,
    _PRINTED + "furniture._KINDS.counts": _ABSENT,
    _PRINTED + "furniture._KINDS.own": _ABSENT,
    _PRINTED + "furniture._KINDS.usual": _ABSENT,
    _PRINTED + "furniture._KINDS.in_masthead": _ABSENT,
    _PRINTED + "paragraphs._RULES.breaks_off": _ABSENT,
    _PRINTED + "paragraphs._RULES.bracketed": _ABSENT,
    _PRINTED + "paragraphs._RULES.both_signed": _ABSENT,
    _PRINTED + "paragraphs._RULES.right_half": _ABSENT,
    _PRINTED + "paragraphs._RULES.short_at_edge": _ABSENT,
    _PRINTED + "paragraphs.narrowed": lambda page, lines, start: page.right,
    _PRINTED + "paragraphs.ends_in_small_word": _no,
    _PRINTED + "page_ends.page_end": lambda *_, **__: PageEnd(cut=True, opening=Opening.UNKNOWN),
    _TEXT + "wrapping.is_loose": _no,
    _TEXT + "wrapping.Wraps._divides": _no,
    _TEXT + "lines.straighten": lambda content: (content, 0),
    _TEXT + "signs._pairs": _none_of,
    _PRINTED + "openings.Openings.begins": _no,
    _STRUCTURE + "continuation.continues": _no,
    _STRUCTURE + "lines._lines_of": lambda block, evidence: (block,),
    _STRUCTURE + "lines._number_misprinted": _none_of,
    _STRUCTURE + "looks.counted_title": _nothing,
    _STRUCTURE + "numbering.one_label_each": _same,
    _STRUCTURE + "numbering.inside_list": _no,
    _STRUCTURE + "headings._is_announced": _no,
    _STRUCTURE + "headings._counted": lambda lines, like, evidence: {},
    _STRUCTURE + "headings._listed": _none_of,
    _STRUCTURE + "headings._stands_between": _no,
    _STRUCTURE + "levels._ranks": lambda found: [one.heading.rank for one in found],
    _STRUCTURE + "cover.join_title": _same,
    _PDF + "composing.is_parted": _no,
    _PDF + "furniture._copies": lambda pages: list(range(len(pages))),
    _PDF + "furniture._may_come_back": _no,
    _PDF + "geometry._table_notes": lambda lines, start, shape: start,
    _PDF + "tables.aligned._is_numbered": _no,
    _PDF + "direction._without_doubles": _same,
    _INLINE + "documents._means": lambda symbol: True,
    _INLINE + "documents._stands_free": lambda content, start: True,
    _INLINE + "mentions._join": _nothing,
    _INLINE + "mentions._date": _nothing,
    _INLINE + "mentions._distribute": _nothing,
    _INLINE + "mentions._settle_orders": _nothing,
    _INLINE + "mentions._adopted_by_organ": _no,
    _INLINE + "mentions._leading": _no,
    _INLINE + "mentions._akin": _no,
    _INLINE + "passages._is_inside": _no,
    _INLINE + "passages._reported": _no,
    _INLINE + "passages._with_points": _same,
    _CLAUSES + "lists.Lists.stands_alone": _no,
    _CLAUSES + "lists.Lists._names_more": _no,
    _CLAUSES + "lists.Lists._names_further": _no,
    _CLAUSES + "lists.Lists._describes": _no,
    _CLAUSES + "times.Clock._from_adoption": _no,
    "akn.languages.match._without_a_space": lambda content: [content],
    "akn.languages.match._joined": lambda language, content: (),
}
"""What stands in for each heuristic while it is off."""


@contextmanager
def switched_off(name: str) -> Iterator[None]:
    """Put the stand-in of a heuristic wherever the product holds it: in its module, its class, and what imports it.

    That of a feature is the table without it.
    """
    module, _, function = name.rpartition(".")
    stand_in = HEURISTICS[name]
    if stand_in is _ABSENT:
        module, _, table = module.rpartition(".")
        stand_in, function = getattr(importlib.import_module(module), table).without(function), table
    owner = None
    if module.rpartition(".")[2].istitle():
        module, _, owner = module.rpartition(".")
    holders: list[object] = [importlib.import_module(module)]
    if owner:
        holders = [getattr(holders[0], owner)]
    else:
        holders += [m for key, m in sys.modules.items() if key.startswith(("akn.", "converters."))]
    found = getattr(holders[0], function)
    places = {(id(h), key): (h, key) for h in holders for key, value in vars(h).items() if value is found}
    for holder, key in places.values():
        setattr(holder, key, stand_in)
    try:
        yield
    finally:
        for holder, key in places.values():
            setattr(holder, key, found)


def prove(folder: Path, gold: Path | None, jobs: int, every: int) -> int:
    """Print the table, what serves the fewest inputs last; 1 if a heuristic serves none of them."""
    paths = files(folder, _FORMATS, every)
    published = {path.stem: path for path in files(gold, (".xml",))} if gold else {}
    serves, better, worse = Counter[str](), Counter[str](), Counter[str]()
    gains: defaultdict[str, float] = defaultdict(float)
    with ProcessPoolExecutor(jobs) as pool:
        for found in pool.map(ablated, paths, [published.get(path.stem) for path in paths], chunksize=4):
            for name, change in found.items():
                serves[name] += 1
                better[name] += change < 0
                worse[name] += change > 0
                gains[name] += change
    print(f"{len(paths)} inputs, {len(published)} published files")
    print(f"{'heuristic':44} changed   helps   harms  points of texts that it brings")
    for name in sorted(HEURISTICS, key=lambda name: (-serves[name], name)):
        shown = name.removeprefix("converters.formats.").removeprefix("akn.")
        print(f"{shown:44} {serves[name]:7} {worse[name]:7} {better[name]:7} {100 * gains[name]:+9.1f}")
    return 1 if paths and len(serves) < len(HEURISTICS) else 0


def ablated(path: Path, gold: Path | None) -> dict[str, float]:
    """By heuristic that makes a difference to an input: what share of the published texts is lost without it."""
    form, data = _FORMATS[path.suffix.lower()], path.read_bytes()
    blocks = form.read(data, path.name).value
    seen, whole = msgspec.msgpack.encode(blocks), parse_blocks(blocks).value
    output, asked = emit_xml(whole), tuple(mandates(whole))
    wanted = _texts(read_xml(gold.read_bytes()).value) if gold else Counter[str]()
    found: dict[str, float] = {}
    for name in HEURISTICS:
        with switched_off(name):
            read = form.read(data, path.name).value if name.startswith(_FORMATS_ROOM) else blocks
            if name.startswith(_FORMATS_ROOM) and msgspec.msgpack.encode(read) == seen:
                continue
            document = parse_blocks(read).value
        if name.startswith(_CLAUSES):  # they are no part of the document
            with switched_off(name):
                if tuple(mandates(whole)) != asked:
                    found[name] = 0.0
        elif emit_xml(document) != output:
            found[name] = _score(whole, wanted) - _score(document, wanted) if gold else 0.0
    return found


def _texts(document: Document) -> Counter[str]:
    """The letters and digits of each text, and how many notes it calls."""
    texts = (node for _, node in walk(document) if isinstance(node, Text))
    return Counter(f"{''.join(filter(str.isalnum, t.content))} {len(t.of(Kind.NOTE))}" for t in texts if t)


def _score(document: Document, wanted: Counter[str]) -> float:
    """The harmonic mean of precision and recall of the texts, where each counts as often as it stands."""
    texts = _texts(document)
    return 2 * (texts & wanted).total() / max(1, texts.total() + wanted.total())

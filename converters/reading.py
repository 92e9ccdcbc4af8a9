"""The first half of a conversion: bytes to the document that they hold.

AKN XML and the JSON of the model are the core's own formats and are read by `akn`; every other format gives blocks
(`converters.formats`), and the core says what they mean.
"""

from __future__ import annotations

import gc
import os
from contextlib import contextmanager
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from akn.blocks import Block, Blocks, NoteBlock
from akn.diagnostics import Code, Diagnostic, Position, Result
from akn.document import Document, Metadata
from akn.errors import UnreadableInput, UsageError
from converters.options import Options, taken_by
from converters.sources import catalogue_of, corrections_file
from converters.status import Status as Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from akn.checking import Checked
    from akn.outline import Outline
    from akn.structure.corrections import Corrections
    from akn.volumes import Volume

CORRECTION_FAILED = frozenset(
    (
        *(Code.CORRECTION_UNMATCHED, Code.CORRECTION_AMBIGUOUS, Code.CORRECTION_IMPOSSIBLE),
        *(Code.CORRECTION_EMPTY, Code.CORRECTION_REPEATED),
    )
)
"""What is said of a correction that was not applied."""

_RARELY = 50_000
_OF_A_RESOLUTION = (Code.NOT_A_RESOLUTION, Code.ADOPTION_YEAR_ONLY)


class Look(Struct, frozen=True):
    """One input that was read: its document, its blocks (none of AKN), all that was noticed, its bytes and name.

    `citations` are those of the document with what a register says of them, where one is asked.  `number` is that of a
    work of a volume, as printed: empty for a source of one work.  `outline` is what is worked out of the document as it
    is asked for, None where it has been changed since it was read.  `between` is, on the first work of a volume, what
    stands in none of them.
    """

    document: Document
    blocks: Blocks
    format: str
    diagnostics: tuple[Diagnostic, ...]
    status: Status
    data: bytes = b""
    name: str = ""
    citations: tuple[Checked, ...] = ()
    number: str = ""
    outline: Outline | None = None
    between: Blocks = ()


@contextmanager
def few_collections() -> Iterator[None]:
    """Let Python look for cycles less often: a conversion leaves hardly any, and looking is a twentieth of its time.

    Of several threads the first gives back what it found; the others change nothing.
    """
    before = gc.get_threshold()
    if often := 0 < before[0] < _RARELY:
        gc.set_threshold(_RARELY, *before[1:])
    try:
        yield
    finally:
        if often:
            gc.set_threshold(*before)


def format_of(data: bytes, name: str, options: Options) -> str:
    """The format of a source, as the options say, or as its name and its first bytes tell.

    Raises UnreadableInput if these tell one that can only be written.
    """
    from converters.formats import CORE, part_of, sniff

    if options.from_:
        return options.from_
    format_ = sniff(data, name)
    if format_ not in CORE and not part_of(format_, "read"):
        told = f"{name or '-'}: the format {format_!r} can only be written"
        raise UnreadableInput(told, remedy="if the file is of another format, name it with --from")
    return format_


def read_blocks(data: Any, name: str, format_: str, options: Options) -> Result[Blocks]:
    """What was seen in a source; the blocks of its layout for a format of the core."""
    from converters.formats import CORE, function_of

    if format_ in CORE:
        from akn.layout import layout_blocks

        _, meant = read(data, name, format_, options)
        return Result(layout_blocks(meant.value), meant.diagnostics)
    look = function_of(format_, "read")
    seen: Result[Blocks] = look(data, name, **_asked(look, options))
    return _put_right(seen, name, options) if _is_recognised(seen) else seen


def _asked(look: Callable[..., Any], options: Options) -> dict[str, Any]:
    """The options that the reader of a format takes, with the code of a language however it is named."""
    asked = taken_by(look, options)
    if "language" in asked:
        from akn.languages import load

        asked["language"] = load(options.language).code
    return asked


def _is_recognised(seen: Result[Blocks]) -> bool:
    """True if the words of a source were recognised in pictures, wholly or in part."""
    return any(d.code is Code.PAGES_RECOGNISED for d in seen.diagnostics)


def _put_right(seen: Result[Blocks], name: str, options: Options) -> Result[Blocks]:
    """What was recognised, with the words put right of which what stands around them tells what they are."""
    from akn.misread import put_right
    from akn.structure.choose import choose_language

    mended = put_right(seen.value, choose_language(seen.value, options.language, name).value.code)
    if not mended.words:
        return seen
    words = ", ".join(f"“{word}”" for word in mended.words[:8]) + ", …" * (len(mended.words) > 8)
    told = Code.WORDS_PUT_RIGHT.at(Position(name), count=len(mended.words), words=words)
    return Result(mended.blocks, (*seen.diagnostics, told))


def read(data: Any, name: str, format_: str, options: Options) -> tuple[Blocks, Result[Document]]:
    """The blocks that a source of any format holds (none of AKN), and what they mean."""
    from converters.formats import CORE, part_of

    if format_ not in CORE:
        open_ = part_of(format_, "opened")  # once: unpacked and checked for all that is asked of the input
        opened = open_(data, name) if open_ else data
        seen, volume = _read_as_volume(opened, name, format_, options)
        if volume is not None:
            return seen.value, _in_one(seen, volume, name, format_, options)
        return seen.value, _parsed(seen, opened, name, format_, options)
    settled = corrections_file(options.corrections)
    if settled.text:
        raise UsageError(f"{settled.path}: only what is parsed can be corrected so, not {format_}")
    if format_ == "xml":
        from akn.published import understand_xml

        catalogue = catalogue_of(options.catalogue).value if options.catalogue else None
        result = understand_xml(data, name, catalogue=catalogue)
    else:
        result = _from_json(data, name, options)
    if options.markup_date:
        document = result.value
        dated = replace(document, metadata=replace(document.metadata, markup=options.markup_date))
        result = Result(dated, result.diagnostics)
    return (), result


class ReadWork(Struct, frozen=True):
    """One work of a source: its number as printed (empty if it is the only one), its blocks, what they mean."""

    number: str
    blocks: Blocks
    result: Result[Document]


class Works(Struct, frozen=True):
    """The works that a source holds; of a volume of several what was noticed as a whole, and the words in none."""

    works: list[ReadWork]
    noticed: tuple[Diagnostic, ...] = ()
    rest: str = ""
    between: Blocks = ()


def read_works(data: Any, name: str, format_: str, options: Options) -> Works:
    """The works that a source holds, one unless it is a volume of several."""
    from converters.formats import CORE, part_of

    if format_ in CORE:
        blocks, result = read(data, name, format_, options)
        return Works([ReadWork("", blocks, result)])
    open_ = part_of(format_, "opened")
    opened = open_(data, name) if open_ else data
    seen, volume = _read_as_volume(opened, name, format_, options)
    if volume is None:
        return Works([ReadWork("", seen.value, _parsed(seen, opened, name, format_, options))])
    works = _works(volume, name, format_, options)
    return Works(
        works, (*seen.diagnostics, _said_of(volume, name), *_numbers_of(volume, name)), _rest(volume), volume.between
    )


def _works(volume: Volume, name: str, format_: str, options: Options) -> list[ReadWork]:
    """The works of a volume, each read by itself."""
    return [
        ReadWork(work.number, work.blocks, _nameless(result) if work.doubtful else result)
        for work in volume.works
        for result in [_parsed(Result(work.blocks), None, "", format_, options, source=name)]
    ]


def _numbers_of(volume: Volume, name: str) -> list[Diagnostic]:
    """What is to be said of the numbers of works."""
    return [replace(d, position=replace(d.position, source=name)) for d in volume.noticed]


def _in_one(seen: Result[Blocks], volume: Volume, name: str, format_: str, options: Options) -> Result[Document]:
    """A volume as one document, a collection: its works, and what stands between them where it stands."""
    from akn.collected import collected

    works = [work.result for work in _works(volume, name, format_, options)]
    gaps = {
        at: tuple(b for b, before in zip(volume.between, volume.before, strict=True) if before == at)
        for at in set(volume.before)
    }
    held: list[Result[Document]] = []
    for i in range(len(works) + 1):
        if i in gaps:
            held.append(_unnumbered(_parsed(Result(gaps[i]), None, "", format_, options, source=name)))
        held += works[i : i + 1]
    told = Code.VOLUME_AS_ONE.at(Position(name), count=len(works))
    noticed = (*seen.diagnostics, told, *_numbers_of(volume, name), *(d for one in held for d in one.diagnostics))
    return Result(collected([one.value for one in held]), noticed)


def _unnumbered(result: Result[Document]) -> Result[Document]:
    """What stands between works as a document that is no resolution: no number or day in it names it, nor its parts.

    What is noticed of a resolution that it would be is left out.  Whatever else was noticed stays.
    """

    def mere(metadata: Metadata) -> Metadata:
        adopted = {} if metadata.date_name == "publication" else {"date": "", "date_name": "unknown"}
        return replace(metadata, kind="document", number="", number_iri="", symbols=(), session="", **adopted)

    document = result.value
    parts = tuple(replace(part, metadata=mere(part.metadata)) for part in document.parts)
    noticed = tuple(d for d in result.diagnostics if d.code not in _OF_A_RESOLUTION)
    return Result(replace(document, metadata=mere(document.metadata), parts=parts), noticed)


def _nameless(result: Result[Document]) -> Result[Document]:
    """A document whose number is doubtful: it has the words of it and no address."""
    metadata = replace(result.value.metadata, number_iri="", symbols=(), session="")
    return Result(replace(result.value, metadata=metadata), result.diagnostics)


def _read_as_volume(data: Any, name: str, format_: str, options: Options) -> tuple[Result[Blocks], Volume | None]:
    """What was seen in a source, and its works if it is a volume.

    The works are read once more, each by itself: notes may stand at the end of each, in a text (`PARTS`) or in a format
    whose paragraphs are typed (`TYPED`).
    """
    from converters.formats import function_of, part_of

    seen = read_blocks(data, name, format_, options)
    volume = _volume(seen, options)
    if volume is None:
        return seen, None
    if part_of(format_, "PARTS"):
        starts = [block.source.line for work in volume.works for block in work.blocks[:1]]
        look = function_of(format_, "read")
        apart: Result[Blocks] = look(data, name, starts=starts, **_asked(look, options))
    elif part_of(format_, "TYPED"):
        apart = _with_typed_notes(seen, volume)
    else:
        return seen, volume
    parted = _volume(apart, options)
    kept = parted is not None and [w.number for w in parted.works] == [w.number for w in volume.works]
    return (apart, parted) if kept else (seen, volume)


def _with_typed_notes(seen: Result[Blocks], volume: Volume) -> Result[Blocks]:
    """The blocks of a volume, the paragraphs that stand as notes after each of its works as such, with a remark."""
    from converters.formats.text.typed import with_typed_notes

    blocks, firsts = seen.value, {work.blocks[0].source for work in volume.works}
    starts = [i for i, block in enumerate(blocks) if block.source in firsts]
    found: list[Any] = list(blocks[: starts[0]])
    typed: list[NoteBlock] = []
    for n, (start, end) in enumerate(pairwise([*starts, len(blocks)])):
        held = [block for block in blocks[start:end] if isinstance(block, Block)]
        if len(held) < end - start:
            found += blocks[start:end]
            continue
        read = with_typed_notes(held, f"{n}:")
        typed += [block for block in read if isinstance(block, NoteBlock)]
        found += read
    if not typed:
        return seen
    markers = ", ".join(note.marker for note in typed)
    told = Code.NOTES_TYPED.at(typed[0].source, count=len(typed), markers=markers)
    return Result(tuple(found), (*seen.diagnostics, told))


def _volume(seen: Result[Blocks], options: Options) -> Volume | None:
    """The works of a volume; None for a source of one work, and for one that a person has corrected as a whole."""
    from akn.structure.several import may_hold_several

    if corrections_file(options.corrections).text:
        return None
    if (evidence := may_hold_several(seen.value, options.language)) is None:
        return None
    from akn.volumes import split

    return split(seen.value, evidence=evidence, recognised=_is_recognised(seen))


REST = "not-in-a-work.txt"
"""The file beside the works of a volume that holds what stands in none of them."""


def _said_of(volume: Volume, name: str) -> Diagnostic:
    """What is said of a source that was read as a volume: its works, and what stands in none of them."""
    numbers, count = ", ".join(work.number for work in volume.works), len(volume.works)
    if not volume.between:
        return Code.VOLUME_SPLIT.at(Position(name), count=count, numbers=numbers)
    where = replace(volume.between[0].source, source=name)
    words = "; ".join(f"“{line[:60]}”" for line in _rest(volume).splitlines()[:3])
    return Code.VOLUME_WITH_REST.at(where, count=count, left=len(volume.between), words=words)


def _rest(volume: Volume) -> str:
    """The words that stand in no work of a volume, a paragraph a line, the cells of a row parted by tabs."""
    lines: list[str] = []
    for block in volume.between:
        if isinstance(block, Block):
            lines.append(f"{block.label} {block.text.content}".strip())
        else:
            for row in block.rows:
                cells = (" ".join(b.text.content for b in cell.blocks if isinstance(b, Block)) for cell in row)
                lines.append("\t".join(cells))
    return "".join(f"{line}\n" for line in lines)


def _parsed(
    seen: Result[Blocks], data: Any, name: str, format_: str, options: Options, *, source: str = ""
) -> Result[Document]:
    """What the blocks of a source mean.  Raises DataError for corrections that are none.

    The `name` of the file may tell a symbol; of a volume it does not, and only names the `source` in diagnostics.
    """
    from akn.parse import parse_blocks
    from akn.structure.corrections import NONE, corrections_in

    if not seen.ok and not seen.value:
        return Result(Document(), seen.diagnostics)
    settled = corrections_file(options.corrections)
    corrections = corrections_in(settled.text, settled.path) if settled.text else NONE
    parsed = parse_blocks(
        seen.value,
        language=options.language,
        body=options.body,
        catalogue=catalogue_of(options.catalogue).value if options.catalogue else None,
        source=name or source,
        markup=options.markup_date,
        hints=_hints(data, name, format_) if name else (),
        corrections=corrections,
    )
    found = seen.diagnostics + parsed.diagnostics
    told = _applied(corrections, found, name or source) if settled.text else ()
    if told and dict(told[0].details)["applied"] != "0" and parsed.idle:
        told += (Code.CORRECTIONS_IDLE.at(Position(source=name or source)),)
    return replace(parsed, diagnostics=found + told)


def _applied(corrections: Corrections, found: tuple[Diagnostic, ...], name: str) -> tuple[Diagnostic, ...]:
    """How many corrections were applied, where there are any."""
    settled = (corrections.symbol, corrections.date, corrections.language, corrections.body)
    count = len(corrections.line) + len(corrections.reference) + sum(map(bool, settled))
    if not count:
        return ()
    failed = sum(d.code in CORRECTION_FAILED for d in found)
    return (Code.CORRECTIONS_APPLIED.at(Position(source=name), applied=count - failed, count=count),)


def _from_json(data: bytes, name: str, options: Options) -> Result[Document]:
    """The document in the JSON of the model, or what blocks in it mean."""
    from akn.snapshot import from_json

    found = from_json(data)
    if isinstance(found, Document):
        return Result(found)
    from akn.parse import parse_blocks

    return parse_blocks(found, language=options.language, body=options.body, source=name)


def _hints(data: Any, name: str, format_: str) -> tuple[str, ...]:
    """What may tell the symbol of a text that does not print it: the properties of the file, and its name."""
    from converters.formats import part_of

    properties = part_of(format_, "properties")
    values = tuple(properties(data, name).values()) if properties else ()
    return (*values, os.path.splitext(os.path.basename(name))[0])

"""One input, the whole way: bytes to bytes, by the halves `converters.reading` and `converters.writing`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO

from msgspec import Struct
from msgspec.structs import replace

from akn.diagnostics import Code, Diagnostic, Position, Result, Severity
from akn.document import Document, Formula
from akn.errors import AknError, DataError, InvalidXml, MissingDependency, PlugInError, UsageError
from converters.options import DEFAULT, PYTHON_DOCX, Options, arguments, flag_of, idle
from converters.reading import Look as Look
from converters.reading import ReadWork, few_collections, format_of, read, read_blocks, read_works
from converters.reading import Status as Status
from converters.sources import Source, catalogue_of, corrections_file, load_source
from converters.writing import not_shown, write, writer_of

if TYPE_CHECKING:
    from akn.register import Register


class Converted(Struct, frozen=True):
    """The output of one conversion, and all that was noticed on the way.

    `output` is empty if `status` is FAILED.  `document` is None where the way did not pass through one.
    `source_map` is there if it was asked for: for each eId the places in the source, as values of JSON, one a page
    (`page` and `box`: left, bottom, right, top in points from the lower left corner; `line`, `column` and the `last`
    line, with the offsets `start` and `end` of its characters (`characters_of`); `paragraph` in a Word file, in its
    `note` of that number).
    """

    output: bytes
    format: str
    document: Document | None
    diagnostics: tuple[Diagnostic, ...]
    status: Status
    source_map: Mapping[str, list[dict[str, object]]] = {}

    @property
    def ok(self) -> bool:
        """True if the output is there and no diagnostic is an error."""
        return self.status.good

    @property
    def value(self) -> Any:
        """The output: bytes; for the format `python-docx` a document of that library."""
        return _opened(self.output) if self.format == PYTHON_DOCX else self.output

    def require_document(self) -> Document:
        """The document, where `document` may be None.

        Raises AknError with the first error that was noticed, UsageError if the conversion was to stop before there is
        a document.

        >>> convert(b"The General Assembly,\\n\\n1. Decides to meet again.\\n").require_document().metadata.language
        'eng'
        """
        if self.document is not None:
            return self.document
        error = next((d for d in self.diagnostics if d.severity == "error"), None)
        if error is not None:
            raise AknError(str(error))
        raise UsageError("there is no document: the conversion was to stop before it (stop_after)")

    def rows(self) -> list[dict[str, str | int]]:
        """The diagnostics as rows of a table: `pandas.DataFrame(done.rows())`."""
        return [diagnostic.as_row() for diagnostic in self.diagnostics]

    def __repr__(self) -> str:
        """The conversion in a line, without its bytes."""
        number = len(self.diagnostics)
        noticed = f"{number} diagnostic{'' if number == 1 else 's'}"
        return f"<Converted {self.status.value}: {self.format}, {len(self.output):,} bytes, {noticed}>"

    def _repr_html_(self) -> str:
        """The same for notebooks, with the diagnostics as a list."""
        from html import escape

        rows = "".join(f"<li>{escape(str(diagnostic))}</li>" for diagnostic in self.diagnostics)
        return f"<p>{escape(repr(self))}</p><ul>{rows}</ul>"


def convert(source: Source, *, name: str = "", options: Options = DEFAULT) -> Converted:
    """The source in another format: a path, bytes or a binary stream in, bytes and diagnostics out.

    `name` stands for bytes and streams in diagnostics; `options` say how (`converters.Options`).  A document of
    python-docx is a source too, and `Options(to="python-docx")` gives one as `value` of the result.

    Raises UnreadableInput if the source cannot be opened or is not of its format, InvalidXml for XML that is refused,
    UsageError for an unknown format, language or body, MissingDependency for a format whose extra is not installed.
    """
    asked = replace(options, to="docx") if options.to == PYTHON_DOCX else options
    asked = replace(asked, corrections=corrections_file(asked.corrections))
    data, label = load_source(source, name)
    with few_collections():
        converted = convert_bytes(data, label, asked)
    if options.to == PYTHON_DOCX:
        converted = replace(converted, format=PYTHON_DOCX)
    told = catalogue_of(options.catalogue).diagnostics if options.catalogue else ()
    return replace(converted, diagnostics=told + converted.diagnostics) if told else converted


def read_file(source: Source, *, name: str = "", options: Options = DEFAULT) -> Result[Document]:
    """The document that a file, bytes or a binary stream holds; arguments and exceptions as for `convert`."""
    data, label = load_source(source, name)
    format_ = format_of(data, label, options)
    blocks, result = read(data, label, format_, options)
    found = Look(result.value, blocks, format_, result.diagnostics, Status.CONVERTED, data, label)
    return Result(result.value, _remarked(found, options.register).diagnostics)


def write_file(document: Document, target: str | os.PathLike[str] | BinaryIO, *, to: str = "") -> None:
    """Put a document into a file, at once or not at all, or into a binary stream.

    An empty `to` means that the suffix of the path decides, XML for a stream.
    Raises UsageError for an unknown format, AknError if the file cannot be written.
    """
    if isinstance(target, (str, os.PathLike)):
        from converters.files import write_atomically
        from converters.formats import format_by_suffix

        path = os.fspath(target)
        write_atomically(path, write(document, Options(to=to or format_by_suffix(path) or "xml")))
    else:
        target.write(write(document, Options(to=to or "xml")))


def convert_bytes(data: bytes, name: str, options: Options, *, output_name: str = "") -> Converted:
    """What `convert` does, from bytes with the name of their source.

    What validation finds stands in the output, so its positions name that: `output_name`, if it is known.
    """
    format_ = format_of(data, name, options)
    if options.stop_after == "blocks":
        return _stopped(read_blocks(data, name, format_, options))
    blocks, result = read(data, name, format_, options)
    return _written(ReadWork("", blocks, result), data, name, format_, options, output_name)


class ConvertedWorks(Struct, frozen=True):
    """The works of a source, each with its number as printed, empty for the only one.

    Of a volume of several: what was noticed of it as a whole, and the words that stand in none of its works.
    """

    works: list[tuple[str, Converted]]
    noticed: tuple[Diagnostic, ...] = ()
    rest: str = ""


def convert_works(data: bytes, name: str, options: Options, *, output_name: str = "") -> ConvertedWorks:
    """What `convert_bytes` does, for each work of a volume by itself."""
    format_ = format_of(data, name, options)
    if options.stop_after == "blocks":
        return ConvertedWorks([("", convert_bytes(data, name, options, output_name=output_name))])
    held = read_works(data, name, format_, options)
    done = [(work.number, _written(work, data, name, format_, options, output_name)) for work in held.works]
    return ConvertedWorks(done, held.noticed, held.rest)


def _written(work: ReadWork, data: bytes, name: str, format_: str, options: Options, output_name: str) -> Converted:
    """The output for what was read, and all that was noticed on the way."""
    from akn.outline import Outline

    blocks, result = work.blocks, work.result
    document = result.value
    if not result.ok and not _holds_anything(document):
        return Converted(b"", options.to, None, result.diagnostics, Status.FAILED)
    if options.stop_after == "document":
        return _stopped(result, document)
    written = document
    if options.page_breaks and options.to == "xml":
        from akn.source_map import with_breaks

        written, lost = with_breaks(blocks, document)
        result = result.plus([Code.BREAKS_UNPLACED.at(Position(name), count=lost)] if lost else ())
    result = result.plus(not_shown(document, options.to, name))
    writer = writer_of(options.to)
    outline = Outline(document, blocks, is_written=options.to == "xml" and written is document)
    known = outline if written is document else None
    found = Look(written, blocks, format_, result.diagnostics, Status.CONVERTED, data, name, outline=known)
    if writer.shows_faults:
        # what is wrong with AKN files is for `akn validate` to say, and costs as much as their pages
        found = _looked(found, options, validate=options.validate and format_ != "xml")
        output, noticed = writer.write(found, options), found.diagnostics
    else:
        output = writer.write(found, options)
        if options.validate and options.to == "xml":
            where = output_name or f"{name or '-'} (XML)"
            result = result.plus(_validated(output, document, where, is_read=format_ != "xml"))
        noticed = _remarked(
            replace(found, document=document, diagnostics=result.diagnostics, outline=outline), options.register
        ).diagnostics
    places = _source_places(replace(found, document=document)) if options.source_map else {}
    return Converted(output, options.to, document, noticed, _status(noticed, document), places)


def _source_places(found: Look) -> dict[str, list[dict[str, object]]]:
    """The places of a document in its source, as values of JSON."""
    from akn.source_map import as_json, source_map

    held = source_map(found.blocks, found.document, characters_of(found.data, found.name, found.format))
    return as_json(held, "paragraph" if found.format == "docx" else "line")


_OF_LINES = ("text", "markdown")


def characters_of(data: bytes, name: str, format_: str) -> str:
    """The characters that offsets into a source count: of a text as it was decoded, lines ended by a line feed; none of
    other formats.

    >>> characters_of(b"One\\r\\ntwo", "a.txt", "text"), characters_of(b"<p/>", "a.xml", "xml")
    ('One\\ntwo', '')
    """
    if format_ not in _OF_LINES:
        return ""
    from converters.formats.encoding import decode

    return decode(data, name)[0]


def look(data: bytes, name: str, options: Options) -> Look:
    """What `convert_bytes` finds on the way to XML, for those who show it; arguments and exceptions are the same."""
    format_ = format_of(data, name, options)
    blocks, result = read(data, name, format_, options)
    return _seen(ReadWork("", blocks, result), data, name, format_, options)


def looks(data: bytes, name: str, options: Options) -> list[Look]:
    """What `look` finds, for each work of a source by itself: one, unless it is a volume of several.

    Works come in the order of the source.  Each `Look` has the bytes, the name and the format of the whole source; its
    blocks, and so its pages and boxes, are those of its work, and `number` is what the heading of the work prints.
    What is to be said of the volume (what stands in none of its works, `R333`) comes first in what is said of its first
    work.

    >>> work = "Resolution {} (2044)\\n\\nThe Security Council,\\n\\n1. Decides to meet again.\\n\\n"
    >>> held = looks((work.format(900) + work.format(901)).encode(), "volume.txt", Options())
    >>> [(one.number, one.document.metadata.symbols) for one in held]
    [('900 (2044)', ('S/RES/900 (2044)',)), ('901 (2044)', ('S/RES/901 (2044)',))]
    """
    format_ = format_of(data, name, options)
    held = read_works(data, name, format_, options)
    found = [_seen(work, data, name, format_, options) for work in held.works]
    if held.noticed:
        from akn.remarks import in_lines

        found[0] = replace(found[0], diagnostics=in_lines((*held.noticed, *found[0].diagnostics)), between=held.between)
    return found


_WORST = (Status.FAILED, Status.DOUBTFUL, Status.INVALID, Status.FOREIGN)


def worst(statuses: Iterable[Status]) -> Status:
    """The status of a source whose works have these statuses.

    >>> worst([Status.CONVERTED, Status.FOREIGN, Status.INVALID]).value
    'invalid'
    """
    held = set(statuses)
    return next((status for status in _WORST if status in held), Status.CONVERTED)


def _seen(work: ReadWork, data: bytes, name: str, format_: str, options: Options) -> Look:
    """What was read, as it is shown."""
    from akn.inline.resolve import Resolved
    from akn.outline import Outline

    result = work.result
    cited = result.cited if isinstance(result, Resolved) else None
    found = Look(
        result.value,
        work.blocks,
        format_,
        result.diagnostics,
        Status.FAILED,
        data,
        name,
        number=work.number,
        outline=Outline(result.value, work.blocks, cited, is_written=options.validate),
    )
    if not result.ok and not _holds_anything(result.value):
        return found
    return _looked(found, options, validate=options.validate)


def _looked(found: Look, options: Options, *, validate: bool) -> Look:
    """What was read, with what validation says of the XML that it makes, and what else is to be said."""
    document, noticed = found.document, found.diagnostics
    if validate:
        from akn.emit import emit_xml

        lowered = found.outline.whole if found.outline else None
        noticed += _validated(emit_xml(document, lowered), document, found.name, is_read=found.format != "xml")
    found = _remarked(replace(found, diagnostics=noticed), options.register)
    return replace(found, status=_status(found.diagnostics, document))


def _validated(xml: bytes, document: Document, where: str, *, is_read: bool) -> tuple[Diagnostic, ...]:
    """What validation finds in the XML of a document, which was read from a text or from XML."""
    from akn.validate import validate_written, validate_xml

    # the profile speaks of resolutions, decisions and statements; of any other text only the schema can be asked
    profile = "xsd" if document.metadata.kind == "document" else "akn4un"
    return (validate_written if is_read else validate_xml)(xml, source=where, profile=profile)


_LETTERS = ("pdf", "image")  # formats whose letters may be others than the page shows


def _remarked(found: Look, register: Register | None) -> Look:
    """What was read with all that is to be said of it: each remark with its place, one line a kind.

    A file of ours, which nobody understood anew, is told as it was read.  What a register says of the citations is
    there, if one is asked, and what it contradicts is a remark.
    """
    from akn.outline import Outline
    from akn.remarks import in_lines, remarks_on

    noticed = found.diagnostics
    if register is not None:
        from akn.checking import check, remarks_of
        from akn.register import Shipped, Together

        found = replace(found, citations=tuple(check(found.document, Together((register, Shipped())), file=found.name)))
        noticed += tuple(remarks_of(found.citations, noticed, found.name))
    if found.blocks or any(d.code is Code.MARKUP_UPGRADED for d in noticed):
        noticed = remarks_on(
            found.outline or Outline(found.document, found.blocks),
            noticed,
            source=found.name,
            counts_paragraphs=found.format == "docx",
            recognised=found.format in _LETTERS,
        )
    return replace(found, diagnostics=in_lines(noticed))


def as_diagnostic(error: AknError, source: str) -> Diagnostic:
    """An exception that ended the work on one input, as a diagnostic of that input."""
    from converters.files import NoFileFound

    if isinstance(error, InvalidXml) and error.data is not None:
        from akn.schemas.messages import unreadable

        why = unreadable(error, source)
        return Code.INPUT_REFUSED.at(why.position, reason=why.message, remedy=why.hint)
    codes = ((NoFileFound, Code.NO_FILE_FOUND), (DataError, Code.DATA_REFUSED), (PlugInError, Code.PLUG_IN_FAILED))
    code = next((code for kind, code in codes if isinstance(error, kind)), Code.INPUT_REFUSED)
    return code.at(Position(source=source), reason=str(error).removeprefix(f"{source}: "), remedy=error.remedy)


def check(options: Options) -> tuple[Diagnostic, ...]:
    """What is to be said of the options before the work begins, once for all inputs.

    Raises UsageError or MissingDependency for options that would fail with every input.
    """
    if not options.stop_after:
        writer_of(options.to).check()
    from converters.formats import CORE, function_of, part_of

    if options.from_ and options.from_ not in CORE:
        function_of(options.from_, "read")
    if options.language:
        from akn.languages import load

        load(options.language)
    if options.body:
        from akn.bodies import load as load_body

        load_body(options.body)
    told = catalogue_of(options.catalogue).diagnostics if options.catalogue else ()
    writes = None
    if not options.stop_after and options.to not in CORE:
        writes = part_of(options.to, "write_document") or part_of(options.to, "write")
    for name in idle(options, writes):
        values = {"format": options.stop_after or options.to, "formats": ", ".join(arguments()[name].formats)}
        told += (Code.OPTION_IDLE.at(Position(), option=flag_of(name), **values),)
    return told


def _opened(data: bytes) -> Any:
    """A Word file as a document of python-docx.  Raises MissingDependency if that is not installed."""
    from io import BytesIO

    try:
        from docx import Document as open_word
    except ImportError as error:
        raise MissingDependency(
            "documents of python-docx need it installed: pip install 'akn-un[python-docx]'"
        ) from error
    return open_word(BytesIO(data)) if data else None


def _stopped(result: Result[Any], document: Document | None = None) -> Converted:
    from akn.snapshot import to_json

    return Converted(to_json(result.value), "json", document, result.diagnostics, _status(result.diagnostics))


def _holds_anything(d: Document) -> bool:
    return any((d.cover, d.preface, d.preamble, d.body, d.conclusions, d.annexes, d.parts))


def _status(diagnostics: tuple[Diagnostic, ...], document: Document | None = None) -> Status:
    if any(d.code is Code.STRUCTURE_DOUBTFUL for d in diagnostics):
        return Status.DOUBTFUL
    if any(d.severity is Severity.ERROR for d in diagnostics):
        return Status.INVALID
    return Status.FOREIGN if document is not None and _is_foreign(document) else Status.CONVERTED


def _is_foreign(document: Document) -> bool:
    """True for a text that has nothing of a resolution: no kind, no enacting formula, not one action."""
    from akn.text import Kind
    from akn.walk import texts_of

    if document.metadata.kind != "document" or any(isinstance(node, Formula) for node in document.preamble):
        return False
    return not any(mark.kind is Kind.ACTION for text, _ in texts_of(document) for mark in text.marks)

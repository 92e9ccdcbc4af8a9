"""Files are read in processes of their own, which may take only so much memory and time: a hostile one costs itself."""

from __future__ import annotations

import os
import tempfile
import tomllib
from contextlib import suppress
from importlib.resources import files

from msgspec.structs import replace

from akn.diagnostics import Code, Position
from akn.errors import AknError
from converters.batch.bounded import limited
from converters.batch.plan import Found
from converters.batch.task import Outcome, Task, run_task
from converters.conversion import Converted, convert_bytes
from converters.files import read_bytes, stem_of, write_atomically
from converters.formats import CORE, format_by_suffix, suffix_of
from converters.options import CorrectionsFile, Options
from converters.reading import Status
from converters.sources import read_corrections
from converters.view.site import SiteInput, see
from converters.view.source import page_picture


def seen(path: str) -> SiteInput:
    """What `read` gives, within limits."""
    limited()
    return read(path)


def read(path: str) -> SiteInput:
    """What a file says, with its corrections and its source, but for pictures of pages; never raises."""
    return see(Found(path, path), Options(to="html"), source="pages", citing=True)


def pictured(path: str, *, number: int) -> bytes:
    """The picture of a page of a PDF file; nothing where there is none."""
    limited()
    with suppress(AknError):
        return page_picture(read_bytes(path), path, number)
    return b""


def converted(path: str, *, to: str) -> Converted:
    """A file in another format; what befalls it is a diagnostic."""
    limited()
    options = Options(to=to, corrections=read_corrections(path, beside=True), validate=False)
    if format_by_suffix(path) in CORE:
        options = replace(options, corrections=CorrectionsFile())
    try:
        return convert_bytes(read_bytes(path), path, options)
    except AknError as error:
        told = Code.INPUT_REFUSED.at(Position(source=path), reason=str(error), remedy=error.remedy)
        return Converted(b"", to, None, (told,), Status.FAILED)


def parted(path: str) -> Outcome:
    """A volume with its works written beside it, a file each (`converters.batch.task.run_task`)."""
    limited()
    return run_task(Task(path, f"{stem_of(path)}{suffix_of('xml')}"), Options(to="xml"))


def ready(_: str) -> None:
    """Load what reading a file needs, so that the first one does not wait for it."""
    limited()
    convert_bytes(
        b"The General Assembly,\n\n1. Decides to remain seized of the matter.\n", "ready.txt", Options(to="docx")
    )
    with suppress(AknError):
        convert_bytes(b"%PDF-1.4\n", "ready.pdf", Options())


def ready_in_languages(_: str) -> None:
    """Read a few words in each language from a Word file: else the first document of a language waits for its patterns,
    a third to half of the time that reading it takes.
    """
    ready(_)
    for words in tomllib.loads((files(__package__) / "ready.toml").read_text(encoding="utf-8")).values():
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "ready.docx")
            write_atomically(path, convert_bytes(words.encode(), "ready.md", Options(to="docx")).output)
            read(path)

"""Word (.docx): a resolution as the house templates make it, and as any other Word file.

Reading keeps what stands in the file, character by character; what Word does not print is left out and counted.
Writing uses a template of our own (see `converters.formats.docx.template`).
"""

from __future__ import annotations

from collections.abc import Mapping

from akn.blocks import Blocks
from akn.diagnostics import Result
from converters.formats import Loss
from converters.formats.docx.package import Package, open_package
from converters.formats.docx.reading import read_properties, read_word
from converters.formats.docx.writing import write_word

LOSES = frozenset(
    {
        Loss.LABEL,  # the house types its numbers, and so do we
        Loss.CUT,
        Loss.MEANINGS,
        Loss.NOTE_KEYS,
        Loss.NOTE_PLACES,
        Loss.UNPAIRED,
    }
)
"""What a Word file cannot carry."""

REVISIONS = ("accept", "reject", "report")
"""What can be done with tracked changes."""

ANCHORS = True
"""The eIds of units are bookmarks."""


opened = open_package
"""A file unpacked and checked, which `read` and `properties` take as well as bytes."""


def read(data: bytes | Package, source: str = "", *, revisions: str = "accept") -> Result[Blocks]:
    """The blocks of a Word file, its notes after them.

    `revisions` says what to do with tracked changes: `accept` them, `reject` them, or accept them and `report` each.

    Raises:
        UnreadableInput: the bytes are no Word file, or unsafe to open; the message is one line.
        UsageError: there is no such way to treat tracked changes.
    """
    return read_word(data, source, revisions)


def properties(data: bytes | Package, source: str = "") -> Mapping[str, str]:
    """What the properties of a Word file say: hints (`Symbol1`, `JobNo`, `title`), never trusted over the text."""
    return read_properties(data, source)


def write(blocks: Blocks) -> bytes:
    """A Word file of the blocks on our own template; the same bytes for the same blocks.

    Blocks of the masthead that come first stand in the first-page header, notes are real footnotes (a further call is
    a NOTEREF field), anchors are bookmarks and references to them are links.
    """
    return write_word(blocks)

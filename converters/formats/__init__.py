"""The file formats: one module or package each, found by its name and loaded when it is first needed.

A format offers `read(data: bytes, source: str = "") -> Result[Blocks]`, `write(blocks: Blocks) -> bytes`, or
both, and with `write` a set `LOSES` of what it cannot carry.  Its law, for any blocks:

    read(write(blocks)).value == without(blocks, LOSES)

>>> "text" in names(), by_suffix("a/b.TXT")
(True, 'text')
"""

from __future__ import annotations

import os
import pkgutil
from enum import StrEnum
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from akn.data import offered
from akn.errors import UsageError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from akn.blocks import Blocks

# modules of this package that serve the formats and are none themselves (as are all that begin with _)
_SERVANTS = frozenset({"encoding"})
# suffixes that differ from the name of their format
_SUFFIXES = {
    "txt": "text",
    "htm": "html",
    "xhtml": "html",
    "md": "markdown",
    "docm": "docx",
    "dotx": "docx",
}


class Loss(StrEnum):
    """What a written file cannot carry; a format names its own in `LOSES`."""

    STYLE = "style"
    INDENT = "indent"
    ZONE = "zone"
    ALIGN = "align"
    DIRECTION = "direction"
    LANGUAGE = "language"
    CUT = "cut"
    LABEL = "label"  # a number becomes the beginning of the text
    LOOKS = "looks"
    FINDINGS = "findings"  # marks that are neither looks nor anchors
    MEANINGS = "meanings"  # findings, but for links to addresses
    BREAKS = "breaks"  # a line break inside a block becomes a space
    NOTE_KEYS = "note keys"  # notes are named by their markers
    NOTE_PLACES = "note places"  # all notes stand at the end
    UNPAIRED = "unpaired notes"  # a note without a call becomes a block, a call without a note becomes its characters
    NOTE_PARAGRAPHS = "note paragraphs"  # a note becomes one paragraph
    CELL_PARAGRAPHS = "cell paragraphs"  # a cell becomes one paragraph, a table inside it too
    SPANS = "spans"  # header cells and spans; rows get one length, empty edges go, one column becomes paragraphs

    __hash__ = str.__hash__  # that of Enum is slow


@cache
def names() -> tuple[str, ...]:
    """The names of all formats, in alphabetical order; none of them is loaded."""
    own = (module.name for module in pkgutil.iter_modules(__path__))
    found = {n for n in own if not n.startswith("_") and n not in _SERVANTS}
    return tuple(sorted(found | _offered().keys()))


@cache
def _offered() -> dict[str, EntryPoint]:
    """The formats of other packages (entry points `akn.formats`) by name; the suffix of their files is the name."""
    return {point.name: point for point in offered("akn.formats")}


def by_suffix(path: str) -> str:
    """The name of the format that a file name's suffix stands for, empty if there is none."""
    suffix = os.path.splitext(path)[1].lower().removeprefix(".")
    name = _SUFFIXES.get(suffix, suffix)
    return name if name in names() else ""


def load(name: str) -> Any:
    """The module of a format.

    Raises UsageError, which lists what there is, for a name that no format has.
    """
    if name not in names():
        raise UsageError(f"there is no format {name!r}; there are {', '.join(names())}")
    return _offered()[name].load() if name in _offered() else import_module(f"{__name__}.{name}")


def without(blocks: Blocks, loses: frozenset[Loss]) -> Blocks:
    """The same blocks as they come back from a format that loses these things: the right side of the law."""
    from converters.formats._losses import leave_out

    return leave_out(blocks, loses)

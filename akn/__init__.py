"""United Nations resolutions as structured, linked, valid Akoma Ntoso XML, and back.

The core knows resolutions and no file format: blocks ("what was seen") become a document ("what it means"), a document
becomes XML, and both ways lead back.  For files see the package `converters`.  Importing this package loads nothing
heavy; names come on first use.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from akn.blocks import Block, Blocks, CellBlock, NoteBlock, Style, TableBlock, Zone
    from akn.diagnostics import Code, Diagnostic, Position, Result, Severity
    from akn.document import Document
    from akn.emit import emit_xml
    from akn.errors import AknError
    from akn.layout import layout_blocks
    from akn.parse import parse_blocks
    from akn.read import read_xml
    from akn.text import Kind, Mark, Text
    from akn.upgrade import upgrade_xml
    from akn.validate import validate_xml

__version__ = "0.1.0"

_HOME = {
    "AknError": "errors",
    "Block": "blocks",
    "Blocks": "blocks",
    "CellBlock": "blocks",
    "Code": "diagnostics",
    "Diagnostic": "diagnostics",
    "Document": "document",
    "Kind": "text",
    "Mark": "text",
    "NoteBlock": "blocks",
    "Position": "diagnostics",
    "Result": "diagnostics",
    "Severity": "diagnostics",
    "Style": "blocks",
    "TableBlock": "blocks",
    "Text": "text",
    "Zone": "blocks",
    "emit_xml": "emit",
    "layout_blocks": "layout",
    "parse_blocks": "parse",
    "read_xml": "read",
    "upgrade_xml": "upgrade",
    "validate_xml": "validate",
}

__all__ = [
    "AknError",
    "Block",
    "Blocks",
    "CellBlock",
    "Code",
    "Diagnostic",
    "Document",
    "Kind",
    "Mark",
    "NoteBlock",
    "Position",
    "Result",
    "Severity",
    "Style",
    "TableBlock",
    "Text",
    "Zone",
    "__version__",
    "emit_xml",
    "layout_blocks",
    "parse_blocks",
    "read_xml",
    "upgrade_xml",
    "validate_xml",
]


def __getattr__(name: str) -> Any:
    """Load a public name from its module on first use (PEP 562)."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"akn.{_HOME[name]}"), name)
    globals()[name] = value
    return value

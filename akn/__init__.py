"""United Nations resolutions as structured, linked, valid Akoma Ntoso XML, and back.

The core knows resolutions and no file format: blocks ("what was seen") become a document ("what it means"), a document
becomes XML, and both ways lead back.  The whole way from a file to a file is `converters.convert`: this package knows
nothing of that one.  Importing it loads nothing heavy; names come on first use.

>>> import akn
>>> lines = ("The General Assembly,", "1. Decides to remain seized of the matter.")
>>> result = akn.parse_blocks([akn.Block(akn.Text(line)) for line in lines])
>>> [node.num for node in result.value.body]
['1.']
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from akn.blocks import Block, Blocks, CellBlock, NoteBlock, Style, TableBlock, Zone
    from akn.citing import Link, links
    from akn.clauses import Addressee, Deliverable, Due, Mandate, Recipient, mandates
    from akn.compare.comparison import Comparison, compare_documents
    from akn.compare.concord import Concordance, concord
    from akn.compare.series import TracedSeries, series
    from akn.diagnostics import Code, Diagnostic, Position, Result, Severity
    from akn.document import (
        Annex,
        Cell,
        Division,
        Document,
        Formula,
        Metadata,
        Note,
        Operative,
        Part,
        Point,
        PointList,
        Preambular,
        Raw,
        Table,
        Term,
    )
    from akn.emit import emit_xml
    from akn.errors import AknError
    from akn.layout import layout_blocks
    from akn.parse import parse_blocks
    from akn.read import read_xml
    from akn.text import Kind, Mark, Text
    from akn.upgrade import upgrade_xml
    from akn.validate import validate_xml
    from akn.walk import Unit, units

__version__ = "0.2.0"

# the public names by their modules
_HOMES = {
    "akn.blocks": "Block Blocks CellBlock NoteBlock Style TableBlock Zone",
    "akn.citing": "Link links",
    "akn.clauses": "Addressee Deliverable Due Mandate Recipient mandates",
    "akn.compare.comparison": "Comparison compare_documents",
    "akn.compare.concord": "Concordance concord",
    "akn.compare.series": "TracedSeries series",
    "akn.diagnostics": "Code Diagnostic Position Result Severity",
    "akn.document": "Annex Cell Division Document Formula Metadata Note Operative Part Point PointList Preambular Raw "
    "Table Term",
    "akn.emit": "emit_xml",
    "akn.errors": "AknError",
    "akn.layout": "layout_blocks",
    "akn.parse": "parse_blocks",
    "akn.read": "read_xml",
    "akn.text": "Kind Mark Text",
    "akn.upgrade": "upgrade_xml",
    "akn.validate": "validate_xml",
    "akn.walk": "Unit units",
}
_HOME = {name: module for module, names in _HOMES.items() for name in names.split()}

__all__ = [
    "Addressee",
    "AknError",
    "Annex",
    "Block",
    "Blocks",
    "Cell",
    "CellBlock",
    "Code",
    "Comparison",
    "Concordance",
    "Deliverable",
    "Diagnostic",
    "Division",
    "Document",
    "Due",
    "Formula",
    "Kind",
    "Link",
    "Mandate",
    "Mark",
    "Metadata",
    "Note",
    "NoteBlock",
    "Operative",
    "Part",
    "Point",
    "PointList",
    "Position",
    "Preambular",
    "Raw",
    "Recipient",
    "Result",
    "Severity",
    "Style",
    "Table",
    "TableBlock",
    "Term",
    "Text",
    "TracedSeries",
    "Unit",
    "Zone",
    "__version__",
    "compare_documents",
    "concord",
    "emit_xml",
    "layout_blocks",
    "links",
    "mandates",
    "parse_blocks",
    "read_xml",
    "series",
    "units",
    "upgrade_xml",
    "validate_xml",
]


def __getattr__(name: str) -> Any:
    """Load a public name from its module on first use (PEP 562)."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names, loaded or not, for whoever looks around (PEP 562)."""
    return sorted({*globals(), *__all__})

"""The names of WordprocessingML (ECMA-376 part 1) that the reader and the writer share, in lxml's form."""

from __future__ import annotations

from akn.blocks import Style

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
CUSTOM_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
CORE_PROPERTIES = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"

# ISO 29500 Strict files carry other namespaces for the same vocabulary; `package.parse` evens them out.
STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/customProperties", CUSTOM_PROPERTIES.encode()),
)


def w(name: str) -> str:
    """A name of the main namespace.

    >>> w("p")
    '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p'
    """
    return f"{{{W}}}{name}"


VAL = w("val")
ID = w("id")
TYPE = w("type")
REL_ID = f"{{{R}}}id"

OWN_STYLES = {
    Style.TITLE: "ResolutionTitle",
    Style.HEADING: "ResolutionHeading",
    Style.PARAGRAPH: "ResolutionText",
    Style.SESSION: "SessionLine",
    Style.AGENDA_ITEM: "AgendaItem",
    Style.AGENDA_TITLE: "AgendaTitle",
    Style.MEETING: "MeetingLine",
    Style.LIST: "ListText",
    Style.NOTE: "NoteText",
}
"""The ids of the paragraph styles in our own template."""

TABLE_TEXT, TABLE_CELL, TABLE_HEADING = "TableText", "TableCell", "TableHeading"
"""The ids of our styles in cells: running text (without the margins it has outside), anything else, header cells."""

TABLE = "ResolutionTable"
"""The id of our style for tables."""

MASTHEAD = "Masthead"
"""How the ids of our own styles for the masthead begin; the style of its table has just this id."""

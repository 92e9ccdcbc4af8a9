"""The first page of a United Nations document, and what comes back on every page.

The masthead (publisher, symbol, organ, distribution, date) stands in the first-page header of the house templates.
All other headers and all footers are page furniture: running symbol, page number, job number, bar code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from converters.formats.docx.looks import is_on
from converters.formats.docx.names import REL_ID, TYPE, w
from converters.formats.docx.package import Package, Relationship
from converters.formats.docx.tables import SYMBOL
from converters.formats.docx.tally import Tally

if TYPE_CHECKING:
    from lxml.etree import _Element

_SECTION, _HEADER, _TITLE_PAGE = w("sectPr"), w("headerReference"), w("titlePg")
_P, _T, _FONTS, _ASCII = w("p"), w("t"), w("rFonts"), w("ascii")
_job_number = re.compile(r"\d{2}-\d{5,6}\b")
_MASTHEAD_LINES = 3  # a running header has one line or two


class Header(Struct, frozen=True):
    """The part that holds the masthead and its root element."""

    part: str
    root: _Element


def find_masthead(
    sections: list[_Element], links: dict[str, Relationship], load: Callable[[str], _Element | None]
) -> Header | None:
    """The first-page header of the first section.

    Where the section has none, its only header serves if it holds a symbol and more lines than a running header.
    """
    if not sections:
        return None
    first = sections[0]
    parts: dict[str, str] = {}
    for e in first.iterchildren(_HEADER):
        link = links.get(e.get(REL_ID, ""))
        if link is not None and not link.external:
            parts[e.get(TYPE, "default")] = link.target
    title_page = first.find(_TITLE_PAGE)
    if title_page is not None and is_on(title_page):
        root = load(parts["first"]) if "first" in parts else None
        return Header(parts["first"], root) if root is not None else None
    root = load(parts["default"]) if "default" in parts else None
    if root is None:
        return None
    lines = list(printed_lines(root))
    if len(lines) >= _MASTHEAD_LINES and any(SYMBOL.fullmatch(line) for _, line in lines):
        return Header(parts["default"], root)
    return None


def printed_lines(root: _Element) -> Iterator[tuple[_Element, str]]:
    """The paragraphs of a header or footer that hold text."""
    for p in root.iter(_P):
        text = "".join(t.text or "" for t in p.iter(_T)).strip()
        if text:
            yield p, text


def count_furniture(
    links: dict[str, Relationship], masthead: Header | None, load: Callable[[str], _Element | None], tally: Tally
) -> list[str]:
    """Count the lines of all headers and footers but the masthead; the lines of the running headers."""
    running: list[str] = []
    parts = sorted({(r.kind, r.target) for r in links.values() if r.kind in ("header", "footer") and not r.external})
    for kind, part in parts:
        root = load(part) if masthead is None or part != masthead.part else None
        for p, text in printed_lines(root) if root is not None else ():
            if kind == "header":
                tally.count("running header")
                running.append(text)
            elif any("barcode" in (f.get(_ASCII) or "").lower().replace(" ", "") for f in p.iter(_FONTS)):
                tally.count("bar code")
            else:
                tally.count("job number" if _job_number.match(text) else "footer")
    return running


def all_sections(root: _Element) -> list[_Element]:
    """The properties of all sections, in order."""
    return list(root.iter(_SECTION))


def loader(package: Package) -> Callable[[str], _Element | None]:
    """A function that parses each part once."""
    known: dict[str, _Element | None] = {}

    def load(part: str) -> _Element | None:
        if part not in known:
            known[part] = package.parse_optional(part)
        return known[part]

    return load

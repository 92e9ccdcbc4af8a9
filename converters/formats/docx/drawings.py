"""Drawings: the text boxes in them, where these stand on the page, and what holds no text to read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from converters.formats.docx.names import w

if TYPE_CHECKING:
    from lxml.etree import _Element

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PLACE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_MAIN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_VML = "{urn:schemas-microsoft-com:vml}"
ALTERNATIVES, _CHOICE, _FALLBACK = f"{_MC}AlternateContent", f"{_MC}Choice", f"{_MC}Fallback"
_BOX = w("txbxContent")
_ANCHOR, _ACROSS, _DOWN, _OFFSET = (
    f"{_PLACE}anchor", f"{_PLACE}positionH", f"{_PLACE}positionV", f"{_PLACE}posOffset",
)  # fmt: skip
_KINDS = {"picture": "picture", "chart": "chart", "diagram": "diagram"}
_margin = re.compile(r"margin-(left|top):\s*(-?[\d.]+)(pt|in|cm|mm)?")
_UNITS = {"pt": 12_700, "in": 914_400, "cm": 360_000, "mm": 36_000}  # in English Metric Units, as DrawingML counts
_SAME_ROW = 250_000  # boxes whose tops differ by less (20 points) stand side by side


class Box(Struct, frozen=True):
    """A text box: its content, and the left and top of its place; None where the file does not say."""

    content: _Element
    left: int | None = None
    top: int | None = None


def chosen(alternatives: _Element) -> _Element:
    """One of several forms of the same thing: the first, which is the one that today's Word shows."""
    choice, fallback = alternatives.find(_CHOICE), alternatives.find(_FALLBACK)
    return choice if choice is not None else fallback if fallback is not None else alternatives


def boxes(drawing: _Element) -> list[Box]:
    """The text boxes of a drawing that stand in no other box; what repeats them for older versions is left out."""
    found = []
    for content in drawing.iter(_BOX):
        above = list(_between(content, drawing))
        if not any(a.tag in (_BOX, _FALLBACK) for a in above):
            found.append(Box(content, *_place(drawing, above)))
    return found


def _between(e: _Element, top: _Element) -> Iterator[_Element]:
    for a in e.iterancestors():
        if a is top:
            return
        yield a


def _place(drawing: _Element, above: Sequence[_Element]) -> tuple[int | None, int | None]:
    anchor = drawing.find(_ANCHOR)
    if anchor is not None:
        return _offset(anchor.find(f"{_ACROSS}/{_OFFSET}")), _offset(anchor.find(f"{_DOWN}/{_OFFSET}"))
    for shape in above:
        margins = {side: float(n) * _UNITS[unit or "pt"] for side, n, unit in _margin.findall(shape.get("style", ""))}
        if margins:
            return int(margins.get("left", 0)), int(margins.get("top", 0))
    return None, None


def _offset(e: _Element | None) -> int | None:
    text = (e.text or "").strip() if e is not None else ""
    return int(float(text)) if re.compile(r"-?\d{1,12}(\.\d+)?").fullmatch(text) else None


def in_reading_order(found: Sequence[Box], *, rtl: bool) -> list[Box]:
    """Boxes row by row, as far as the file says where each stands; otherwise in the order of the file."""
    placed = [(b.top, b.left) for b in found]
    if any(top is None or left is None for top, left in placed):
        return list(found)
    rows: list[list[Box]] = []
    for b in sorted(found, key=lambda b: b.top or 0):
        if rows and (b.top or 0) - (rows[-1][0].top or 0) < _SAME_ROW:
            rows[-1].append(b)
        else:
            rows.append([b])
    return [b for row in rows for b in sorted(row, key=lambda b: (b.left or 0) * (-1 if rtl else 1))]


def without_text(drawing: _Element) -> str:
    """What a drawing without text boxes is: picture, chart, diagram; empty for a drawn line or shape."""
    data = next(drawing.iter(f"{_MAIN}graphicData"), None)
    if data is not None:
        return _KINDS.get(data.get("uri", "").rsplit("/", 1)[-1], "")
    return "picture" if next(drawing.iter(f"{_VML}imagedata"), None) is not None else ""

"""Lines to paragraphs: hard line wraps are undone where the form of the lines shows that they are wraps."""

from __future__ import annotations

import re
from functools import cache

from converters.formats._text.lines import Line, Paragraph, Role

_FLOWING = 160  # columns; no printed page has so many, so longer lines are paragraphs


def to_paragraphs(pages: list[list[Line]]) -> list[Paragraph]:
    """The paragraphs of all pages in order; the last one of a page is marked `cut` if the next page may go on with it."""
    found: list[Paragraph] = []
    width = _width(pages)
    for page in pages:
        if found and page:
            found[-1].cut = True
        group: list[Line] = []
        for line in page:
            if group and not (line.gap or not _wraps(group[-1], line, width)):
                group.append(line)
                continue
            if group:
                found.append(_paragraph(group))
            group = [line]
        if group:
            found.append(_paragraph(group))
    return found


def _width(pages: list[list[Line]]) -> int:
    """The width to which lines are wrapped, 0 if they are not."""
    ends = sorted(a.end for page in pages for a, b in zip(page, page[1:], strict=False) if not b.gap)
    return ends[len(ends) * 9 // 10] if ends else 0


def _wraps(line: Line, following: Line, width: int) -> bool:
    """True if the following line goes on with the paragraph of this line."""
    if width > _FLOWING or "\t" in line.text or "\t" in following.text or _rule().match(following.text):
        return False
    return following.indent <= line.indent


def _paragraph(lines: list[Line]) -> Paragraph:
    first = lines[0]
    text = first.raw.strip(" ") if "\t" in first.raw else first.text
    role = Role.RULE if _rule().match(text) else Role.TEXT
    if "\t" in text:
        role = Role.ROW
    elif len(lines) > 1:
        text = " ".join(line.text for line in lines)
    if "  " in text:
        text = _spaces().sub(" ", text)
    return Paragraph(text, first.number, first.indent + 1, first.page, role)


@cache
def _rule() -> re.Pattern[str]:
    return re.compile(r"[_\-–—─‗=]{5,}$|[_ ]{9,}$")


@cache
def _spaces() -> re.Pattern[str]:
    return re.compile(r" {2,}")

"""Lines set in columns: the masthead, and tables whose cells are parted by tabs or by wide gaps."""

from __future__ import annotations

import re

from converters.formats.text.lines import ENUMERATOR, Line, Paragraph

_LABEL = 8  # characters, at most, of a typed number that a tab follows


def columns(line: Line) -> list[Paragraph]:
    """The parts of a masthead line that wide gaps or tabs separate, left to right; none if it is one text."""
    if "    " not in line.text and "\t" not in line.text:
        return []
    parts = list(_PARTS.finditer(line.text))
    if len(parts) < 2 or is_label(parts[0][0]):
        return []
    return [
        Paragraph(" ".join(m[0].split(" ")), line.number, line.indent + m.start() + 1, line.page) for m in parts if m[0]
    ]


def is_label(text: str) -> bool:
    """True for a typed number that stands apart from its text: `1.`, `(a)`, `76/10.`, `12 -`."""
    if len(text) > 14:
        return False
    m = ENUMERATOR.match(text)
    return bool(m and m.end() == len(text)) or bool(_NUMBER.fullmatch(text))


def rows(lines: list[Line]) -> dict[int, str]:
    """The lines that are rows of tables, by index, cells parted by tabs.

    A row is a line with a tab between texts, unless the tab only sets off a typed number; or one of neighbouring lines
    with the same number of tabs, also where first or last cells are empty.
    """
    tabbed = [i for i, line in enumerate(lines) if "\t" in line.raw]
    found: dict[int, str] = {}
    run: list[int] = []
    for i in [*tabbed, -1]:
        if run and i != run[-1] + 1:
            _tab_run(lines, run, found)
            run = []
        run.append(i)
    return found


def _tab_run(lines: list[Line], run: list[int], found: dict[int, str]) -> None:
    """Neighbouring lines with tabs: rows, or paragraphs whose numbers or first lines are set off by tabs."""
    inside = {i for i in run if _is_parted(lines[i].raw)}
    if not inside or sets_off_numbers([lines[i].raw for i in run]):
        return
    counts = {lines[i].raw.count("\t") for i in inside}
    for i in run:
        raw = lines[i].raw.strip(" ")
        if i in inside or raw.count("\t") in counts:
            found[i] = raw


def _is_parted(raw: str) -> bool:
    """True if there is a tab between or behind texts."""
    return "\t" in raw.lstrip().rstrip(" ")


def sets_off_numbers(raws: list[str]) -> bool:
    """True if the tabs of neighbouring lines only set off typed numbers, which makes no table."""
    texts = [raw.strip() for raw in raws if _is_parted(raw)]
    return all(text.count("\t") == 1 and is_label(text.partition("\t")[0]) for text in texts)


_PARTS = re.compile(r"\S+(?: {1,3}\S+)*")


_NUMBER = re.compile(r"[\w()]+/[\w()]+\s*[.\-–]?(?: ?[A-Z](?:-[A-Z])?\.?)?")

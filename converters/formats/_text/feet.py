"""The notes at the foot of a page: which lines they are, and what each of them is a paragraph of."""

from __future__ import annotations

import re
from functools import cache

from converters.formats._text.lines import Line, Page, Paragraph, Role, is_rule
from converters.formats._text.wrapping import Wraps

_FIRST = 3  # a document's first note has this number or a lower one


def split_feet(pages: list[Page]) -> bool:
    """Move the lines of notes from the running text of each page to its foot.

    Notes begin below a rule, or where the last groups of lines of a page begin with numbers that count on from the
    page before.  True if marker lines stand alone (a superscript number set on its own line by a PDF dump), which
    means that calls in the text have white space around them, too.
    """
    last = 0
    alone = False
    for page in pages:
        start = _below_rule(page.lines, last)
        if start is None and len(pages) > 1:
            start = _counting_groups(page.lines, last)
        if start is None:
            continue
        page.foot = page.lines[start:]
        del page.lines[start:]
        for line in page.foot:
            m = _bare().match(line.text)
            if m:
                last = int(m[1]) if int(m[1]) == last + 1 or not last else last
                alone = alone or len(line.text) == len(m[1])
    return alone


def _below_rule(lines: list[Line], last: int) -> int | None:
    """The line of the rule above the notes, if there is one: a marker follows it, or an earlier page's note goes on."""
    for i in range(len(lines) - 2, -1, -1):
        text = lines[i].text
        if text and is_rule(text):
            following = lines[i + 1].text
            return i if starts_note(following) or (last and len(lines) - i < 12) else None
    return None


def _counting_groups(lines: list[Line], last: int) -> int | None:
    """Where the last groups of lines begin with numbers that go on from `last`, None if they do not."""
    starts = [i for i, line in enumerate(lines) if line.gap]
    stop = len(lines)
    found: int | None = None
    above = 0  # the first number of the group below
    for start in reversed(starts):
        numbers = _numbers(lines[start:stop])
        if not numbers or (above and numbers[-1] + 1 != above):
            break
        above, stop = numbers[0], start
        if above in (1, last + 1) or (not last and above <= _FIRST):
            found = start
            break
    return found


def _numbers(lines: list[Line]) -> list[int]:
    """The numbers with which the lines of a group begin, as far as they count on; none if its first line has none."""
    found: list[int] = []
    for line in lines:
        m = _bare().match(line.text)
        if m and (not found or int(m[1]) == found[-1] + 1):
            found.append(int(m[1]))
        elif not found:
            return []
    return found


def starts_note(text: str) -> bool:
    """True if a line has the form of the beginning of a note."""
    return bool(_bare().match(text) or _signed().match(text))


def foot_paragraphs(page: Page, wraps: Wraps) -> list[Paragraph]:
    """The paragraphs of a foot: the rule, if there is one, then the notes, each with its marker in front."""
    found: list[Paragraph] = []
    group: list[Line] = []
    last = 0
    for i, line in enumerate(page.foot):
        if not i and is_rule(line.text):
            found.append(Paragraph(line.text, line.number, line.indent + 1, line.page, Role.RULE))
            continue
        m = _bare().match(line.text)
        counts_on = bool(m) and (int(m[1]) > last if m and len(line.text) == len(m[1]) else m and int(m[1]) == last + 1)
        alone = bool(group) and len(group[-1].text) < 6 and len(group) == 1 and bool(_bare().fullmatch(group[-1].text))
        if group and (line.gap and not alone or counts_on or not last and m or _signed().match(line.text)):
            found.append(wraps.paragraph(group, Role.NOTE))
            group = []
        if m and (counts_on or not last):
            last = int(m[1])
        group.append(line)
    if group:
        found.append(wraps.paragraph(group, Role.NOTE))
    return found


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(r"(\d{1,3})(?:[.)]?\s+(?=\S)|$)")


@cache
def _signed() -> re.Pattern[str]:
    return re.compile(r"[⁽(]?[⁰¹²³⁴-⁹]+|\^|\[\^?\w{1,4}\]|[()]\d{1,3}[()]|[*†‡§]{1,3}(?!\w)|[ᵃ-ᵿ]")

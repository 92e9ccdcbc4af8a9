"""Where calls of notes may stand: those of a sure form, and those that only a note makes likely."""

from __future__ import annotations

import re
from collections import Counter

from converters.formats.text.bodies import Body, Place
from converters.formats.text.calls import (
    SIGNS,
    SYMBOLS,
    Call,
    bare_calls,
    bracketed_calls,
    sure_calls,
    symbol_calls,
)
from converters.formats.text.lines import UNSPACED, Paragraph, Role
from converters.formats.text.wrapping import begins_with_year

Found = list[tuple[Place, Call]]


def sure_calls_of(paragraphs: list[Paragraph]) -> Found:
    joined = "".join([p.text for p in paragraphs])
    present = [sign for sign in SIGNS if sign in joined]  # few or none; looking for each is faster than a pattern
    found: Found = []
    if present:
        for i, p in enumerate(paragraphs):
            text = p.text
            for sign in present:
                if sign in text:
                    found += [((i, c.start), c) for c in sure_calls(text)]
                    break
    return found


def weak_calls(paragraphs: list[Paragraph], bodies: list[Body], starts: dict[int, int], loose: bool) -> Found:
    """Likely calls of the bodies that have no sure call, near enough to them."""
    everywhere = {b.marker for b in bodies if not b.foot or b.page == bodies[-1].page == bodies[0].page}
    by_page: dict[int, set[str]] = {}
    for b in bodies:
        for page in (b.page - 1, b.page, b.page + 1):
            by_page.setdefault(page, set()).add(b.marker)
    symbols = {b.marker for b in bodies if b.marker[:1] in SYMBOLS}
    bare = {b.marker for b in bodies if b.foot and not b.bracketed}
    bracketed = {b.marker for b in bodies if b.bracketed}
    found: Found = []
    page, bare_here, bracketed_here, symbols_here = -1, bare, bracketed, symbols
    for i, p in enumerate(paragraphs):
        if p.page != page:
            page = p.page
            here = by_page.get(page, set()) | everywhere
            bare_here, bracketed_here, symbols_here = bare & here, bracketed & here, symbols & here
        if p.role is Role.RULE or p.role is Role.NOTE:
            continue
        calls = list(bare_calls(p.text, bare_here, loose)) if bare_here else []
        if bracketed_here or symbols_here:
            calls += bracketed_calls(p.text, bracketed_here)
            calls += symbol_calls(p.text, symbols_here)
            calls.sort(key=lambda c: c.start)
        if p.cut and calls and _at_wrap(p.text, calls[-1]) and _number_ahead(paragraphs, i):
            calls.pop()
        found += [((i, c.start), c) for c in calls if c.start >= starts.get(i, 0)]
    # a sign that stands against many names is explained by a legend, as in lists of members, not by a note
    often = {m for m, n in Counter(c.marker for _, c in found).items() if m in symbols and n > 1}
    found = [(at, c) for at, c in found if c.marker not in often]
    return found


def _at_wrap(text: str, call: Call) -> bool:
    """True if a bare number ends a text in a script without spaces, which is wrapped inside numbers."""
    return call.end == len(text) and text[-1].isdigit() and text[max(0, call.start - 1)] >= UNSPACED


def _number_ahead(paragraphs: list[Paragraph], index: int) -> bool:
    """True if digits that are no year begin the next paragraph: the end of a page may divide a number."""
    ahead = index + 1
    while ahead < len(paragraphs) and paragraphs[ahead].role in (Role.NOTE, Role.RULE):
        ahead += 1
    if ahead == len(paragraphs):
        return False
    digits = _DIGITS.match(paragraphs[ahead].text)
    return digits is not None and not begins_with_year(paragraphs[ahead].text)


_DIGITS = re.compile(r"\d+(?![\d.)])")

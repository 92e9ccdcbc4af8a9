"""Notes below a stroke at the foot of a page: a page of characters and one of points tell them alike."""

from __future__ import annotations

from collections.abc import Sequence

from akn.patterns import lazy_pattern
from converters.formats.printed.labels import form_of

_STOPPED = lazy_pattern(r"(\d{1,3})([.)])\s")


def heads_notes(above: Sequence[str], below: Sequence[str], begun: Sequence[str] = (), *, known: bool = False) -> bool:
    """True if a stroke between the lines of a page stands above notes: a label follows it, or notes are `known` there.

    `begun` are those of the lines below that more room parts from the one before: most have a label of that form.
    Paragraphs that count on below a stroke are none: "2." where "1." begins a line above, and no note came before.

    >>> heads_notes(["Recalling its resolutions,¹"], ["¹ See above."]), heads_notes(["1. Decides;"], ["2. Requests."])
    (True, False)
    """
    form = form_of(below[0]) if below else ""
    if not known and (not form or _counts_on(above, below[0])):
        return False
    return sum(1 for text in begun if form and form_of(text) != form) * 6 <= len(begun)


def _counts_on(above: Sequence[str], text: str) -> bool:
    """True if a text begins with a number and a stop, and a line above with the number before it and the same stop."""
    if not (m := _STOPPED.match(text)) or int(m[1]) < 2:
        return False
    before = f"{int(m[1]) - 1}{m[2]}"
    return any(line.startswith(before) and line[len(before) :][:1].isspace() for line in above)

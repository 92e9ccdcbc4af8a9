"""Three texts of one subject side by side: last year's, the draft, what was adopted; or more, in their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import fill
from typing import TYPE_CHECKING

from msgspec import Struct

from akn.compare.comparison import Traced, trace
from akn.compare.words import compare_words
from akn.document import Document
from akn.walk import Unit
from converters.compare.comparisons import piece

if TYPE_CHECKING:
    from markupsafe import Markup

    from converters.view.inline import Inliner

_WIDTH = 110


def several_text(documents: Sequence[Document], names: Sequence[str], *, everything: bool = False) -> str:
    """What became of each paragraph from text to text, for a terminal; those that never changed if `everything`."""
    rows = trace(documents)
    lines = [*(f"{n}: {name}" for n, name in enumerate(names, 1)), ""]
    for row in rows:
        if not everything and is_same(row):
            continue
        lines.append(f"{row.name} ({', '.join(row.states)})")
        lines += (
            fill(said, _WIDTH, initial_indent="    ", subsequent_indent="       ", break_long_words=False)
            for said in _steps(row)
        )
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def is_same(row: Traced) -> bool:
    """Whether a paragraph stands in all texts with the same words."""
    return row.states[0] == "new" and set(row.states[1:]) <= {"same"}


def _steps(row: Traced) -> Iterator[str]:
    """A line for each text: its words where they are new or changed, against the text before."""
    before: Unit | None = None
    for n, (state, unit) in enumerate(zip(row.states, row.units, strict=True), 1):
        if unit is None:
            yield f"{n}: –"
        elif state == "changed" and before is not None:
            yield f"{n}: " + "".join(piece(*p) for p in compare_words(before.text.content, unit.text.content).pieces)
        else:
            yield f"{n}: " + ("=" if state == "same" else piece("=", unit.text.content.strip()))
        before = unit


class SeveralRow(Struct, frozen=True):
    """A row of the page: what the paragraph is called, whether it never changed, and what each text has of it."""

    id: str
    name: str
    kind: str
    same: bool
    cells: tuple[Markup | None, ...]


def several_page(documents: Sequence[Document], names: Sequence[str], *, up: str = "") -> bytes:
    """The page with the texts in columns; words that the text to the left does not have are marked.  `up` is the
    address of an index.
    """
    from converters.compare.pages import inliner_of
    from converters.view import render, words
    from converters.view.places import spoken

    language = documents[-1].metadata.language
    inliner, lang, direction = inliner_of(language)
    said = words(language)
    rows = [
        SeveralRow(f"row-{n}", spoken(row.eid, said), row.kind, is_same(row), tuple(_cells(row, inliner)))
        for n, row in enumerate(trace(documents), 1)
    ]
    return render(
        "several.html",
        title=" → ".join(names),
        language=lang or "en",
        direction=direction,
        words=said,
        names=names,
        lang=lang,
        rows=rows,
        up=up,
    )


def _cells(row: Traced, inliner: Inliner) -> Iterator[Markup | None]:
    from markupsafe import Markup

    from converters.compare.pages import marked_unit, own_words

    before: Unit | None = None
    for state, unit in zip(row.states, row.units, strict=True):
        if unit is None:
            yield None
        else:
            changed = before is not None and state == "changed"
            spans = list(own_words(before.text.content, unit.text.content)) if changed and before else []
            yield Markup(marked_unit(unit, spans, "ins", inliner))
        before = unit

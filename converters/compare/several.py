"""Three texts of one subject side by side: last year's, the draft, what was adopted; or more, in their order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from textwrap import fill
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from akn.compare.comparison import LITTLE, Compared, Comparison, compare
from akn.compare.traced import Standing, Traced, trace
from akn.compare.words import Sign, compare_words, plain_words, set_apart
from akn.document import Document
from akn.locations import name_of
from akn.text import Attributes, Kind, Mark, Text
from akn.walk import Unit, units
from akn.xml.elements import Path
from converters.compare.comparisons import MOVED_FIRST, moved_after, piece
from converters.links import Siblings, nowhere

if TYPE_CHECKING:
    from markupsafe import Markup

_WIDTH = 110
_Names = Mapping[tuple[Path, Path], str]
"""What the units of a text are called, by their places."""


def several_text(documents: Sequence[Document], names: Sequence[str], *, everything: bool = False) -> str:
    """What became of each paragraph from text to text, for a terminal; those that never changed if `everything`."""
    rows = trace(documents)
    names_of = [{_at(unit): name_of(those, i) for i, unit in enumerate(those)} for those in map(units, documents)]
    lines = [*(f"{n}: {name}" for n, name in enumerate(names, 1)), ""]
    for row in rows:
        if not everything and row.is_constant:
            continue
        lines.append(f"{row.name} ({', '.join(row.states)})")
        lines += (
            fill(said, _WIDTH, initial_indent="    ", subsequent_indent="       ", break_long_words=False)
            for said in _steps(row, names_of)
        )
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _steps(row: Traced, names_of: Sequence[_Names]) -> Iterator[str]:
    """A line for each text: its words where they are new or changed, against the text before; of what was put back the
    number of the text that it is as in.
    """
    before: Unit | None = None
    for n, (state, unit) in enumerate(zip(row.states, row.units, strict=True), 1):
        if row.is_back(n - 1):
            yield f"{n}: = {row.seen_before(n - 1) + 1}"
        elif unit is None:
            yield f"{n}: {'moved' if state == 'moved' else '–'}"
        elif state in ("changed", "slight") and before is not None:
            yield f"{n}: " + "".join(piece(*p) for p in compare_words(before.text.content, unit.text.content).pieces)
        else:
            yield f"{n}: " + ("=" if state in ("same", "moved") else piece("=", unit.text.content.strip()))
        if n > 1:
            yield from (f"   {said}" for said in _besides(row.standings[n - 1], *names_of[n - 2 : n]))
        before = unit


def _besides(one: Standing, old: _Names, new: _Names) -> Iterator[str]:
    """What is said of a paragraph in a text besides its words: where one that moved stands, its notes that changed."""
    if one.state == "moved" and one.unit is not None:
        was = old[_at(one.after_was)] if one.after_was else ""
        yield moved_after(new[_at(one.after)], was) if one.after else MOVED_FIRST
    for note in one.notes:
        numbers = " → ".join(dict.fromkeys(f"note {unit.num}" for unit in (note.old, note.new) if unit))
        told = [change.shown() for change in note.changes if change.kind != "paragraph"]
        yield f"{numbers}: {', '.join(told) or note.state}"


class CalledNote(Struct, frozen=True):
    """A note that a paragraph calls, or did in the text to the left: its number and its words, marked like those of a
    paragraph.
    """

    num: str
    text: Text


class Cell(Struct, frozen=True):
    """What a text has of a paragraph: the unit (none where it does not have it), its words with those marked that came
    in and that went (`shown_as`), what became of it there (`new`, `changed`, `moved`, `back`, `gone`; empty where
    nothing did), what changed in it, said, its notes, and what became of them, said.
    """

    state: str = ""
    unit: Unit | None = None
    text: Text = Text("")
    changes: tuple[str, ...] = ()
    notes: tuple[CalledNote, ...] = ()
    noted: tuple[str, ...] = ()


class SeveralRow(Struct, frozen=True):
    """A row: what the paragraph is called, of what kind it is, whether it never changed, or only its notes did, and
    what each text has.
    """

    id: str
    name: str
    kind: str
    same: bool
    noted: bool
    cells: tuple[Cell, ...]


class Column(Struct, frozen=True):
    """A text at the head of its column: what it is called, where it is, how much changed from the text to the left, and
    what is doubtful about the two.
    """

    name: str
    href: str
    counts: str
    doubt: str


class Laid(Struct, frozen=True):
    """Some texts side by side: their columns, and their paragraphs as rows."""

    columns: tuple[Column, ...]
    rows: tuple[SeveralRow, ...]


def laid_out(
    documents: Sequence[Document], names: Sequence[str], said: Mapping[str, str], addresses: Sequence[str] = ()
) -> Laid:
    """The texts in columns, each against the text to the left; `said` are the words of a page
    (`converters.view.words`), `addresses` those of the pages of the texts.
    """
    from converters.compare.pages import counted

    traced = in_reading_order(trace(documents), documents)
    steps = [compare(*pair) for pair in pairwise(documents)]
    told = [_changes(step, said) for step in steps]
    whole = _changes(compare(documents[0], documents[-1]), said) if len(documents) > 2 else {}
    notes = [{unit.key: unit for unit in units(document) if unit.kind == "note"} for document in documents]
    rows = tuple(
        SeveralRow(
            f"row-{n}",
            _called_in(row, names, said),
            row.kind,
            row.is_constant,
            row.keeps_words and not row.is_constant,
            _with_whole(row, tuple(_cells(row, told, notes, names, said)), whole, names, said),
        )
        for n, row in enumerate(traced, 1)
    )
    shares = [1.0, *(step.agreement for step in steps)]
    columns = tuple(
        Column(
            name,
            there,
            counted(traced, k, said) if k else "",
            said["diff_little"].format(share=f"{share:.0%}") if share < LITTLE else "",
        )
        for k, (name, there, share) in enumerate(zip(names, addresses or [""] * len(names), shares, strict=True))
    )
    return Laid(columns, rows)


def several_page(
    documents: Sequence[Document],
    names: Sequence[str],
    *,
    addresses: Sequence[str] = (),
    up: str = "",
    siblings: Siblings = nowhere,
) -> bytes:
    """The page with the texts in columns: words that came in and words that went are marked against the text to the
    left.  `addresses` are those of the pages of the texts, `up` that of an index, `siblings` give those of works
    that are cited (`Links.siblings`).
    """
    from markupsafe import Markup

    from converters.compare.pages import inliner_of, numbered
    from converters.view import render, words

    language = documents[-1].metadata.language
    inliner, lang, direction = inliner_of(language, siblings)
    said = words(language)
    laid = laid_out(documents, names, said, addresses)

    def html(cell: Cell) -> Markup | None:
        return Markup(numbered(cell.unit, cell.text, inliner)) if cell.unit else None

    return render(
        "several.html",
        title=" → ".join(names),
        language=lang or "en",
        direction=direction,
        words=said,
        columns=laid.columns,
        lang=lang,
        rows=laid.rows,
        states=[state for state in _LEGEND if any(state == cell.state for row in laid.rows for cell in row.cells)],
        html=html,
        noted=sum(len(cell.noted) for row in laid.rows for cell in row.cells),
        up=up,
    )


def _called_in(row: Traced, names: Sequence[str], said: Mapping[str, str]) -> str:
    """What a paragraph is called, with the last text that has it if later ones do not: its number may be that of
    another one there.
    """
    from converters.view.places import named_in, spoken_of

    place = spoken_of(row, said)
    return named_in(place, names[row.last_seen], said) if row.units[-1] is None else place


_LEGEND = ("new", "changed", "moved", "back", "gone")
"""What the columns say of paragraphs, as the legend names it."""
_Told = dict[tuple[int, Path, Path], tuple[str, ...]]
"""What changed in paragraphs, in words, by the text that has them (0: the earlier one, 1) and their place there."""


def _changes(step: Comparison, said: Mapping[str, str]) -> _Told:
    """What changed in each paragraph of the later of two texts, and where one went that only the earlier one has."""
    from converters.compare.pages import Parted
    from converters.view.wording import changes_in_words

    found: _Told = {}
    parted = Parted(step)
    for pair in step.pairs:
        new = step.new_units[pair.new] if pair.new >= 0 else None
        changes = [*changes_in_words((c for c in parted.changes(pair) if c.kind != "paragraph"), new, said)]
        if pair.move:
            changes.insert(0, _moved(step, pair, said))
        elif divided := parted.told(pair, said):
            changes.insert(0, divided)
        if changes:
            place = (0, *_at(step.old_units[pair.old])) if pair.new < 0 else (1, *_at(step.new_units[pair.new]))
            found[place] = tuple(dict.fromkeys((*found.get(place, ()), *changes)))
    return found


def _moved(step: Comparison, pair: Compared, said: Mapping[str, str]) -> str:
    """Where a paragraph stands now: its numbers before and now if they are not the same, and after which one."""
    from converters.compare.pages import moved_in
    from converters.view.places import spoken

    assert pair.move is not None, "the caller has looked"
    names = [spoken(step.old_units[pair.old].eid, said), spoken(step.new_units[pair.new].eid, said)]
    told = moved_in(step, pair.move, said)
    return f"{' → '.join(names)}{said['comma']}{told}" if names[0] != names[1] else told


def _told(row: Traced, k: int, by: _Told, names: Sequence[str], said: Mapping[str, str]) -> Iterator[str]:
    """What changed of a paragraph in the k-th text; that it is as in an earlier one again."""
    unit, before = row.units[k], row.units[k - 1]
    if unit is None:
        yield from by.get((0, *_at(before)), ()) if before else ()
        return
    yield from by.get((1, *_at(unit)), ())
    if row.is_back(k):
        yield said["state_again"].format(text=names[row.seen_before(k)])
    if row.states[k] == "changed":
        words = plain_words(unit.text.content)
        for name, earlier in zip(names[: k - 1], row.units, strict=False):
            if earlier is not None and plain_words(earlier.text.content) == words:
                yield said["state_again"].format(text=name)
                break


def in_reading_order(rows: Sequence[Traced], documents: Sequence[Document]) -> list[Traced]:
    """The paragraphs of some texts in the order of the last one, those that it has no more where they stood: after the
    one that stood before them in the last text that has them.
    """
    order = [{_at(unit): i for i, unit in enumerate(units(document))} for document in documents]
    here = [row for row in rows if row.units[-1] is not None]
    for row in (row for row in rows if row.units[-1] is None):
        k = row.last_seen
        mine = _index(row, k, order)
        before = [n for n, other in enumerate(here) if -1 < _index(other, k, order) < mine]
        here.insert(max(before, key=lambda n: _index(here[n], k, order)) + 1 if before else 0, row)
    return here


def _at(unit: Unit) -> tuple[Path, Path]:
    return unit.path, unit.text_path


def _index(row: Traced, k: int, order: Sequence[Mapping[tuple[Path, Path], int]]) -> int:
    """Where a paragraph stands in the k-th text; -1 if it does not."""
    unit = row.units[k]
    return -1 if unit is None else order[k][_at(unit)]


_Notes = Mapping[str, Unit]
"""The notes of a text, by their keys."""


def _cells(
    row: Traced, told: Sequence[_Told], notes: Sequence[_Notes], names: Sequence[str], said: Mapping[str, str]
) -> Iterator[Cell]:
    from converters.view.wording import note_in_words

    before: Unit | None = None
    for k, (state, unit) in enumerate(zip(row.states, row.units, strict=True)):
        noted = tuple(note_in_words(note, said) for note in row.standings[k].notes if k and unit is not None)
        changes = tuple(_told(row, k, told[k - 1], names, said)) if k else ()
        if unit is None:
            yield Cell(("moved" if state == "moved" else "gone") if before is not None else "", changes=changes)
        elif state in ("changed", "slight") and before is not None:
            called = tuple(_called(row, k, notes[k]))
            yield Cell(state, unit, _tracked(before.text, unit.text), changes, called, noted)
        else:
            came = bool(k) and state == "new"
            text = _whole(unit.text, "+") if came else unit.text
            shown = "new" if came else "back" if row.is_back(k) else "moved" if state == "moved" else ""
            yield Cell(shown, unit, text, changes, tuple(_called(row, k, notes[k])), noted)
        before = unit


def _with_whole(
    row: Traced, cells: tuple[Cell, ...], whole: _Told, names: Sequence[str], said: Mapping[str, str]
) -> tuple[Cell, ...]:
    """The cells of a row; where it changed more than once the last one says what changed since the first text, too."""
    unit, steps = row.units[-1], [cell for cell in cells[1:] if cell.changes]
    if unit is None or row.units[0] is None or len(steps) < 2 or not (changes := whole.get((1, *_at(unit)))):
        return cells
    told = f"{names[0]} → {names[-1]}{said['colon']}{said['comma'].join(changes)}"
    return (*cells[:-1], replace(cells[-1], changes=(*cells[-1].changes, told)))


def _called(row: Traced, k: int, notes: _Notes) -> Iterator[CalledNote]:
    """The notes of a paragraph in the k-th text, then those that it has no more."""
    unit, changed = row.units[k], row.standings[k].notes
    before = {one.new.key: one.old for one in changed if one.new}
    came = bool(k) and row.states[k] == "new"
    for key in dict.fromkeys(m.get("key") for m in unit.text.of(Kind.NOTE)) if unit else ():
        if note := notes.get(key):
            old = before.get(key)
            new = _whole(note.text, "+") if came or key in before else note.text
            yield CalledNote(note.num, _tracked(old.text, note.text) if old else new)
    yield from (CalledNote(one.old.num, _whole(one.old.text, "-")) for one in changed if one.old and not one.new)


_SHOWN: Mapping[Sign, Attributes] = {"+": (("shown", "ins"),), "-": (("shown", "del"),)}


def shown_as(m: Mark) -> str:
    """How a mark shows its words: `ins` for what came in, `del` for what went; empty for any other."""
    return m.get("shown") if m.kind is Kind.SPAN else ""


def _whole(text: Text, sign: Sign) -> Text:
    """A text that came in, or went, as a whole."""
    return text.marked([Mark(0, len(text), Kind.SPAN, _SHOWN[sign])] if text else [])


def _tracked(old: Text, new: Text) -> Text:
    """The new text with the words that the old one does not have marked, and with those that went, marked where they
    stood.
    """
    made, at = Text(""), 0
    for sign, words in set_apart(compare_words(old.content, new.content).pieces):
        part = Text(words) if sign == "-" else new.slice(at, at + len(words))
        at += 0 if sign == "-" else len(words)
        led = len(words) - len(words.lstrip())
        shown = [Mark(led, len(words), Kind.SPAN, _SHOWN[sign])] if sign in _SHOWN and led < len(words) else []
        made = made + part.marked(shown)
    return made

"""The pages of comparisons and of series: what changed between two documents, and over the years (extra `view`).

Both show the words that changed, and can hide what did not without a script.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from akn.compare.changes import Change
from akn.compare.comparison import LITTLE, Compared, Comparison, Moved, PairKind
from akn.compare.form_words import said_words, small_words
from akn.compare.traced import Standing, Traced, called_in, tally
from akn.compare.words import Piece, compare_words
from akn.document import Document, Metadata
from akn.languages import usual
from akn.locations import bracketed, quoted
from akn.text import Kind, Mark, Text
from akn.walk import Unit
from converters.compare.comparisons import QUIET, Series
from converters.links import Links, Siblings, address_of, nowhere
from converters.view import render, words
from converters.view.charts import strip
from converters.view.inline import Inliner
from converters.view.page import language_of
from converters.view.places import named_in, spoken, spoken_of
from converters.view.wording import changes_in_words, move_in_words, note_in_words, redlined
from converters.view.years import changed_last

if TYPE_CHECKING:
    from markupsafe import Markup


def inliner_of(language: str, siblings: Siblings = nowhere) -> tuple[Inliner, str, str]:
    """What makes HTML of texts in a language that stand on a page of several documents; its tag and its direction.

    `siblings` gives the pages of works in the same run (`Links.siblings`), here and on the pages below.
    """
    tag, direction = language_of(language)
    of = Document(Metadata(language=language))
    made = Inliner(of, {}, Links("relative", tag or "en", siblings), rtl=direction == "rtl", rows=frozenset())
    return made, tag, direction or "ltr"


# two documents


class ComparisonRow(Struct, frozen=True):
    """One row of the page: both texts of a unit, and what it is called.

    `reworded` tells that what moved has other words as well, `front` that it is of the front matter, which stands
    apart, `slight` that its change is one that is expected between two years (`akn.compare.comparison.Compared`).
    """

    id: str
    kind: str
    name: str
    changes: tuple[str, ...]
    place: str
    depth: int
    reworded: bool
    front: bool
    slight: bool
    old: Markup
    new: Markup


def comparison_page(
    comparison: Comparison,
    old: str,
    new: str,
    language: str,
    *,
    title: str = "",
    addresses: tuple[str, str] = ("", ""),
    up: str = "",
    siblings: Siblings = nowhere,
) -> bytes:
    """The page of two documents called `old` and `new` in a language (ISO 639-2/T); `title` is that of the new one,
    `addresses` are those of their pages, `up` that of an index.
    """
    inliner, lang, direction = inliner_of(language, siblings)
    said = words(language)
    rows = list(_rows(comparison, inliner, said))
    counts = tally(comparison)
    return render(
        "diff.html",
        title=f"{old} → {new}",
        language=lang or "en",
        direction=direction,
        words=said,
        old=old,
        new=new,
        lang=lang,
        subtitle=title,
        heads=list(zip((old, new), addresses, strict=True)),
        counts=[(kind, counts[state]) for state, kind in _COUNTED.items() if counts[state]],
        notes=said["notes_changed"].format(n=counts["notes"]) if counts["notes"] else "",
        rows=rows,
        entries=[row for row in rows if row.kind not in QUIET],
        doubt=said["diff_little"].format(share=f"{comparison.agreement:.0%}") if comparison.agreement < LITTLE else "",
        up=up,
    )


_COUNTED: Mapping[str, PairKind] = {
    "changed": "changed", "moved": "moved", "new": "added", "gone": "removed", "same": "same"
}  # fmt: skip
"""What is counted at the head of the page, as the years of a resolution count it (`akn.compare.traced.tally`), and what
it is called here."""


def _marked(unit: Unit | None, spans: Sequence[tuple[int, int]] | None, tag: str, inliner: Inliner) -> Markup:
    """One side of a row, with what changed in it; nothing where its unit stands in an earlier row."""
    from markupsafe import Markup

    return Markup(marked_unit(unit, spans, tag, inliner) if unit and spans is not None else "")


def _rows(comparison: Comparison, inliner: Inliner, said: Mapping[str, str]) -> Iterator[ComparisonRow]:

    shown: set[tuple[str, int]] = set()
    parted = Parted(comparison)
    calling = called_in(comparison)
    apart = quoted(comparison.old_units), quoted(comparison.new_units)
    for n, p in enumerate(comparison.pairs, 1):
        old = comparison.old_units[p.old] if p.old >= 0 else None
        new = comparison.new_units[p.new] if p.new >= 0 else None
        # of what was split or merged each side stands in one row
        first = ("old", p.old) not in shown, ("new", p.new) not in shown
        shown |= {("old", p.old), ("new", p.new)}
        if unit := new or old:
            of_old = parted.spans(old, new, p, "old") if old and first[0] else None
            of_new = parted.spans(new, old, p, "new") if new and first[1] else None
            sides = _marked(old, of_old, "del", inliner), _marked(new, of_new, "ins", inliner)
            front = p.slight == "front matter"
            called = _name(old, new, said, (p.old in apart[0], p.new in apart[1]))
            if unit.kind == "note" and (caller := calling.get((bool(new), unit.key))):
                called = f"{called}{said['comma']}{_called(caller, said)}"
            changes = changes_in_words((c for c in parted.changes(p) if c.kind != "paragraph"), new, said)
            if p.move:
                changes = (moved_in(comparison, p.move, said), *changes)
            yield ComparisonRow(
                f"change-{n}",
                p.kind,
                called,
                changes,
                unit.kind,
                unit.depth,
                p.kind == "moved" and p.similarity < 1,
                front,
                bool(p.slight),
                *sides,
            )


def moved_in(comparison: Comparison, move: Moved, said: Mapping[str, str]) -> str:
    """Where a unit stands now, in the words of a page."""
    after = comparison.new_units[move.after] if move.after >= 0 else None
    return move_in_words(after, comparison.old_units[move.was] if move.was >= 0 else None, said)


def _name(
    old: Unit | None, new: Unit | None, said: Mapping[str, str], apart: tuple[bool, bool] = (False, False)
) -> str:
    """What a person calls the units of a pair; `apart` tells which are quoted from another text."""
    before, after = (
        _called(unit, said, quoted=away) if unit else "" for unit, away in zip((old, new), apart, strict=True)
    )
    return f"{before} → {after}" if before and after and before != after else after or before


def _called(unit: Unit, said: Mapping[str, str], *, quoted: bool = False) -> str:
    if quoted:
        return said["place_quoted"].format(place=spoken(unit.eid, said))
    number = bracketed(unit)
    return said["place_para"].replace("{n}", f"[{number}]") if number else spoken(unit.eid, said)


_Side = Literal["old", "new"]


class Parted:
    """What was split or merged: the parts of one unit, compared with it together, and told each by itself."""

    def __init__(self, comparison: Comparison) -> None:
        self._units = {"old": comparison.old_units, "new": comparison.new_units}
        self._spans: dict[tuple[_Side, int], list[tuple[int, int]]] = {}
        self._changes: dict[tuple[int, int], list[Change]] = {}
        self._groups: dict[tuple[str, int], list[Compared]] = {}
        for p in comparison.pairs:
            if p.kind in ("split", "merged"):
                self._groups.setdefault(_whole_of(p), []).append(p)
        for those in self._groups.values():
            self._compare("old", list(dict.fromkeys(p.old for p in those)), those)
            self._compare("new", list(dict.fromkeys(p.new for p in those)), those)
            self._tell(those)

    def _compare(self, side: _Side, at: Sequence[int], those: Sequence[Compared]) -> None:
        """Lay what one side has alone on the units that it stands in; the first pair holds the words of all."""
        mine = "-" if side == "old" else "+"
        starts = [0, *accumulate(len(self._units[side][i].text) + 1 for i in at)]
        stretches = list(_alone(those[0].words, mine))
        for i, start, after in zip(at, starts, starts[1:], strict=False):
            inside = ((max(a, start) - start, min(b, after - 1) - start) for a, b in stretches)
            self._spans[side, i] = [(a, b) for a, b in inside if a < b]

    def _tell(self, those: Sequence[Compared]) -> None:
        """Give each change to the first part that has its words, what no part has to the first."""
        for change in those[0].changes:
            said = change.new if those[0].kind == "split" else change.old
            of_part = (p for p in those if said and said in self._text(p))
            found = next(of_part, those[0])
            self._changes.setdefault((found.old, found.new), []).append(change)

    def _text(self, p: Compared) -> str:
        """The words of the part that a pair is about."""
        side, at = ("new", p.new) if p.kind == "split" else ("old", p.old)
        return self._units[side][at].text.content

    def told(self, p: Compared, said: Mapping[str, str]) -> str:
        """Which paragraphs became which, of what was split or merged; empty for others."""
        those = self._groups.get(_whole_of(p), ())
        names = (
            dict.fromkeys(_called(self._units[side][at], said) for side, at in ends)
            for ends in ([("old", one.old) for one in those], [("new", one.new) for one in those])
        )
        return f"{said[p.kind]}{said['colon']}{' → '.join(said['comma'].join(each) for each in names)}" if those else ""

    def changes(self, p: Compared) -> Sequence[Change]:
        """What is said of a pair."""
        return self._changes.get((p.old, p.new), ()) if p.kind in ("split", "merged") else p.changes

    def spans(self, unit: Unit, other: Unit | None, p: Compared, side: _Side) -> Sequence[tuple[int, int]]:
        """The stretches of a unit that the other side does not have."""
        if other is None:
            return [(0, len(unit.text))]
        if p.kind in ("split", "merged"):
            return self._spans[side, p.old if side == "old" else p.new]
        if p.kind in QUIET or p.similarity == 1:
            return []
        return list(own_words(other.text.content, unit.text.content))


def _whole_of(p: Compared) -> tuple[str, int]:
    """What a part of something that was split or merged belongs to."""
    return p.kind, p.old if p.kind == "split" else p.new


def marked_unit(unit: Unit, spans: Sequence[tuple[int, int]], tag: str, inliner: Inliner) -> str:
    """A unit with its number, and stretches of its text in an element."""
    marked = unit.text.marked([Mark(start, end, Kind.SPAN, (("shown", tag),)) for start, end in spans if start < end])
    return numbered(unit, marked, inliner)


def numbered(unit: Unit, marked: Text, inliner: Inliner) -> str:
    """A text with the number of its unit, as HTML."""
    return f"{escape(f'{unit.num} ' if unit.num else '')}{inliner.html(marked, ('diff',))}"


def own_words(other: str, text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text that another does not have, without the spaces before them."""
    return _alone(compare_words(other, text).pieces, "+")


def _alone(pieces: Iterable[Piece], mine: str) -> Iterator[tuple[int, int]]:
    """The stretches of the new text (`mine` is +) or of the old one (-) that the other does not have."""
    at = 0
    for sign, piece in pieces:
        if sign not in ("=", mine):
            continue
        if sign == mine:
            yield at + len(piece) - len(piece.lstrip()), at + len(piece)
        at += len(piece)


# the years of a resolution


class Year(Struct, frozen=True):
    """A document of a series at the head of its column: what it is called, where it is, what changed in it,
    the word for it if it is not adopted, and whether another document, which says that it is the same text, stands for
    it.
    """

    name: str
    date: str
    href: str
    counts: str
    draft: str
    rival: bool = False


class History(Struct, frozen=True):
    """A paragraph over the years: its latest words, where it stands, and the wordings that it had, latest first.

    `since` is the document since which its words are these, `came` that in which it came in if that is another one;
    `first` tells that it came in with the first document, so that it may be older; `states` are those of the years with
    their names, the number that the paragraph had there, what else there is to say (where one that moved stands), and
    its notes that changed, latest first; `number` is that of an operative paragraph; `gone` is the last document that
    has it, if that is not the latest, `still` tells that it never changed, `noted` that only its notes did; of each
    wording the last value tells whether it is that of a note.
    """

    id: str
    name: str
    href: str
    text: Markup
    since: str
    came: str
    first: bool
    gone: str
    still: bool
    noted: bool
    number: str
    states: tuple[tuple[str, str, str, tuple[str, ...], tuple[str, ...]], ...]
    strip: Markup
    wordings: tuple[tuple[str, Markup, bool], ...]


class Shown(Struct, frozen=True):
    """A series as its page shows it, the latest document first."""

    title: str
    code: str
    direction: str
    years: tuple[Year, ...]
    rows: tuple[History, ...]


def series_page(
    series: Sequence[Series],
    *,
    page_of: Callable[[str], str] = lambda _file: "",
    up: str = "",
    siblings: Siblings = nowhere,
) -> bytes:
    """The page of the series.

    `page_of` gives the address of the page of a file, an empty string if it has none: then its symbol leads to the
    document site.  `up` is the address of an index.
    """
    languages = {one.language for one in series}
    language = languages.pop() if len(languages) == 1 else usual()
    tag, direction = language_of(language)
    said = words(language)
    return render(
        "series.html",
        title=series[0].title if len(series) == 1 else said["series"],
        language=tag or "en",
        direction=direction or "ltr",
        words=said,
        series=[_series(one, n, said, page_of, siblings) for n, one in enumerate(series, 1)],
        noted=any(standing.notes for one in series for row in one.rows for standing in row.standings),
        up=up,
    )


def _series(
    one: Series, number: int, said: Mapping[str, str], page_of: Callable[[str], str], siblings: Siblings
) -> Shown:
    inliner, tag, direction = inliner_of(one.language, siblings)
    addresses = [
        page_of(file) or address_of(name, tag or "en") for name, file in zip(one.documents, one.files, strict=True)
    ]
    years = [
        Year(name, one.dates[k], addresses[k], counted(one.rows, k, said), _tag(one, k, said), k in one.rivals)
        for k, name in enumerate(one.documents)
    ]
    shared = Counter(id(unit) for row in one.rows for unit in row.units if unit is not None)
    rows = [
        _history(row, f"series-{number}-{n}", one, addresses, said, inliner, shared)
        for n, row in enumerate(one.rows, 1)
    ]
    return Shown(one.title, tag, direction, tuple(reversed(years)), tuple(rows))


def _tag(one: Series, k: int, said: Mapping[str, str]) -> str:
    """What a document of a series is, if it is not adopted."""
    return said["status_undated"] if k in one.undated else said["status_draft"] if k in one.drafts else ""


def counted(rows: Sequence[Traced], k: int, said: Mapping[str, str]) -> str:
    """How much changed from the document before."""
    if k == 0:
        return said["series_first"]
    counted = Counter(_state(row, k) for row in rows)
    told = said["series_counts"].format(new=counted["new"], changed=counted["changed"], gone=counted["gone"])
    more = [f"{counted[state]} {said[f'state_{state}']}" for state in ("moved", "back") if counted[state]]
    if notes := sum(len(row.standings[k].notes) for row in rows):
        more.append(said["notes_changed"].format(n=notes))
    return said["comma"].join((told, *more))


def _state(row: Traced, k: int) -> str:
    """What is said of a paragraph in a document: that it is new is said of none in the first one."""
    if k == 0 and row.states[0] == "new":
        return "first"
    if k and row.states[k] == "absent" and row.states[k - 1] != "absent":
        return "gone"
    if row.is_back(k):
        return "back"
    return row.states[k]


def _history(
    row: Traced,
    id_: str,
    one: Series,
    addresses: Sequence[str],
    said: Mapping[str, str],
    inliner: Inliner,
    shared: Mapping[int, int],
) -> History:
    from markupsafe import Markup

    last, names = row.last_seen, one.documents
    unit, before = row.units[last], row.units[last - 1] if last else None
    assert unit is not None, "a paragraph is somewhere"
    text = (
        _with_cuts(before.text.content, unit.text, one.language)
        if before and row.states[last] == "changed"
        else unit.text
    )
    leads = addresses[last] and not addresses[last].startswith("http")
    so, here = names[changed_last(row)], names[last] if last < len(names) - 1 else ""
    return History(
        id_,
        named_in(spoken_of(row, said), here, said) if here else spoken_of(row, said),
        f"{addresses[last]}#{row.eid}" if leads else addresses[last],
        Markup(numbered(unit, text, inliner)),
        so,
        names[row.came_in] if names[row.came_in] != so else "",
        row.came_in == 0,
        here,
        row.is_constant,
        row.keeps_words and not row.is_constant,
        unit.num.strip(" .") if unit.kind == "operative" and not row.quoted else "",
        tuple(
            (
                _state(row, k),
                names[k],
                _number(row, k, shared, said),
                tuple(_more(row.standings[k], said)),
                tuple(_notes(row.standings[k], said)),
            )
            for k in reversed(range(len(names)))
        ),
        strip([(_state(row, k), names[k]) for k in reversed(range(len(names)))], spoken_of(row, said)),
        tuple(_wordings(row, names, said)),
    )


_CUT = "[…]"


def _with_cuts(old: str, text: Text, language: str) -> Text:
    """A text with the words marked that an old one does not have, and with a sign where words of that went and none
    came in their place; of small words ("the") none stands.
    """
    came: list[Mark] = []
    cuts: list[int] = []
    at = 0
    pieces = compare_words(old, text.content).pieces
    for k, (sign, said) in enumerate(pieces):
        if sign != "-":
            start, at = at, at + len(said)
            start += len(said) - len(said.lstrip())
            if sign == "+" and start < at:
                came += (Mark(a, b, Kind.SPAN, (("shown", "ins"),)) for a, b in pairwise(_borders(text, start, at)))
        elif small_words(language).issuperset(said_words(language, said)):
            continue
        elif not any(s == "+" for s, _ in pieces[max(k - 1, 0) : k + 2]):
            cuts.append(at)
    marked, gone = text.marked(came), Text(f" {_CUT}", (Mark(1, 1 + len(_CUT), Kind.SPAN, (("shown", "del"),)),))
    made, since = Text(""), 0
    for cut in cuts:
        made += marked.slice(since, cut) + gone
        since = cut
    return made + marked.slice(since)


def _borders(text: Text, start: int, end: int) -> list[int]:
    """A stretch of a text in parts that cross none of its marks: where it begins, each border, and where it ends."""
    inside = {m.end for m in text.marks if m.start < start < m.end < end}
    inside |= {m.start for m in text.marks if start < m.start < end < m.end}
    return [start, *sorted(inside), end]


def _number(row: Traced, k: int, shared: Mapping[int, int], said: Mapping[str, str]) -> str:
    """The number that a paragraph had in a document, and that it was divided, if several of the rows come of it."""
    unit = row.units[k]
    if unit is None:
        return ""
    divided = said["state_divided"] if shared[id(unit)] > 1 else ""
    number = unit.num.strip(" .")
    named = said["place_para"].format(n=number) if number and unit.kind == "operative" else number
    return said["comma"].join(filter(None, (named, divided)))


def _more(one: Standing, said: Mapping[str, str]) -> Iterator[str]:
    """What is said of a paragraph in a document besides its state: where it stands now."""
    if one.state == "moved" and one.unit is not None:
        yield move_in_words(one.after, one.after_was, said)
    if one.joined:
        places = said["comma"].join(dict.fromkeys(spoken(unit.eid, said) for unit in one.joined))
        yield said["state_joined" if one.unit else "state_joined_to"].format(places=places)


def _notes(one: Standing, said: Mapping[str, str]) -> Iterator[str]:
    """Which notes of a paragraph changed in a document, came or went."""
    for note in one.notes:
        numbers = dict.fromkeys(u.num for u in (note.old, note.new) if u)
        told = said["place_authorialNote"].format(n=" → ".join(numbers))
        yield told if note.old and note.new else f"{told}{said['colon']}{said[f'detail_{note.state}']}"


def _wordings(row: Traced, names: Sequence[str], said: Mapping[str, str]) -> Iterator[tuple[str, Markup, bool]]:
    """Each change of the words and of notes, the latest first: from which document to which, and the words of both;
    whether it is a note.
    """
    for k in reversed(range(1, len(names))):
        old, new = row.units[k - 1], row.units[k]
        step = f"{names[k - 1]} → {names[k]}"
        if old and new and row.states[k] in ("changed", "slight"):
            yield step, redlined(old.text.content, new.text.content), False
        for note in row.standings[k].notes:
            before, after = (unit.text.content if unit else "" for unit in (note.old, note.new))
            yield f"{step}{said['comma']}{note_in_words(note, said)}", redlined(before, after), True

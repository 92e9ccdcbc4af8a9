"""What stands at the paragraphs of a page where the texts that it follows are known: since when each stands so, and
what changed this year.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Protocol, cast

from msgspec import Struct
from msgspec.structs import replace

from akn.compare.traced import Traced, standings
from akn.compare.words import plain_words
from akn.document import Document
from akn.walk import Place, Unit
from converters.view.places import spoken_of
from converters.view.wording import redlined

if TYPE_CHECKING:
    from markupsafe import Markup


class EarlierText(Struct, frozen=True):
    """A text that a page follows: what it is called, the address of its page (empty if there is none), its units
    (`akn.units`).
    """

    name: str
    href: str
    units: Sequence[Unit]


class Follows(Protocol):
    """A register that knows which texts a document follows (a library)."""

    def texts_before(self, document: Document) -> Sequence[tuple[str, Sequence[Unit]]]:
        """The name and the units of each, oldest first."""


def earlier_texts(register: object, document: Document) -> tuple[EarlierText, ...]:
    """The texts that a document follows, as a register knows them; none where it knows no such thing."""
    if not hasattr(register, "texts_before"):
        return ()
    return tuple(EarlierText(name, "", units) for name, units in cast(Follows, register).texts_before(document))


class Standing(Struct, frozen=True):
    """An operative paragraph or point: its eId, what it is called, what it was in the text before (new, same, changed,
    again: not there, but in an earlier one), the name and the address of the text since which its words are these, and
    the words of this year and the last, what is gone and what has come marked (none of one that did not change);
    whether that text is the first that is known.
    """

    eid: str
    place: str
    state: str
    since: str
    href: str
    words: Markup | None = None
    first: bool = False


def changed_last(row: Traced) -> int:
    """The index of the text in which the words changed last, or came in; signs are no words (";" for ".")."""
    for k in reversed(range(len(row.states))):
        old, new = row.units[k - 1] if k else None, row.units[k]
        if row.states[k] == "new" or (row.states[k] == "changed" and _words(old) != _words(new)):
            return k
    return 0


def _words(unit: Unit | None) -> list[str]:
    return [word for word in plain_words(unit.text.content.casefold()) if word[0].isalnum()] if unit else []


def standing(
    here: Sequence[Unit], before: Sequence[EarlierText], language: str, said: Mapping[str, str]
) -> tuple[Standing, ...]:
    """Since when the operative paragraphs of a text stand so; `before` are the texts that it follows, oldest first,
    `said` the words of the page.  Nothing where it follows none.
    """
    if not before:
        return ()
    *_, rows = standings([*(text.units for text in before), here], language)
    found: dict[str, Standing] = {}  # a paragraph that continues after its points is one
    for one in (_standing(row, before, said) for row in rows if _is_told(row)):
        known = found.get(one.eid)
        found[one.eid] = _together(known, one) if known else one
    return tuple(found.values())


def _together(one: Standing, other: Standing) -> Standing:
    """Two stretches of one paragraph: what changed in either."""
    from markupsafe import Markup

    changed = [part for part in (one, other) if part.words is not None]
    if len(changed) == 2:
        return replace(one, words=Markup("\n").join(part.words or "" for part in changed))
    return next((part for part in (*changed, one, other) if part.state != "same"), one)


def _is_told(row: Traced) -> bool:
    unit = row.units[-1]
    return unit is not None and unit.place is Place.OPERATIVE and unit.kind in ("operative", "point", "text")


def _standing(row: Traced, before: Sequence[EarlierText], said: Mapping[str, str]) -> Standing:
    at = changed_last(row)
    state: str = "same" if at < len(before) else row.states[-1]
    if row.is_back(len(before)):
        state, at = "again", row.seen_before(len(before))
    since = before[at] if at < len(before) else None
    old, new = row.units[-2], row.units[-1]
    words = None
    if state == "changed" and old is not None and new is not None:
        words = redlined(old.text.content, new.text.content)
    place = spoken_of(row, said)
    return Standing(
        row.eid, place, state, since.name if since else "", since.href if since else "", words, first=at == 0
    )


def signs(found: Sequence[Standing], said: Mapping[str, str]) -> dict[str, str]:
    """What stands at the ends of the paragraphs, as HTML by eId: since when, or that it is new or changed this year."""
    made: dict[str, str] = {}
    for one in found:
        if one.state == "changed":
            told = escape(said["state_changed"])
            html = f'<a class="view-year changed" data-view href="#view-year-{escape(one.eid)}">{told}</a>'
        elif one.state == "new":
            html = f'<span class="view-year new" data-view>{escape(said["state_new"])}</span>'
        else:
            since = f"<bdi>{escape(one.since)}</bdi>"
            name = f"{escape(said['series_since'])} {since}"
            if one.state == "again":
                name = escape(said["state_again"]).format(text=since)
            elif one.first:
                name = f"{name} {escape(said['or_earlier'])}"
            html = (
                f'<a class="view-year" data-view href="{escape(one.href)}">{name}</a>'
                if one.href
                else f'<span class="view-year" data-view>{name}</span>'
            )
        made[one.eid] = html
    return made

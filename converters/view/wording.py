"""What pages say in the language of the page: changes, who is asked, and what languages call themselves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from html import escape
from typing import TYPE_CHECKING

from akn.clauses import Addressee, Mandate
from akn.clauses.parts import label_of, name_of
from akn.compare.changes import Change
from akn.compare.traced import Noted
from akn.compare.words import compare_words, set_apart
from akn.errors import UsageError
from akn.languages import codes, load, usual
from akn.text import Kind
from akn.walk import Unit
from converters.view import words
from converters.view.places import spoken

if TYPE_CHECKING:
    from markupsafe import Markup


def change_in_words(change: Change, said: Mapping[str, str]) -> str:
    """A change as `Change.shown` has it, in the words of a page (`converters.view.words`).

    >>> from converters.view import words
    >>> change_in_words(Change("due", "2044", "2045", "later"), words("fra"))
    'échéance (plus tard)\\xa0: 2044 → 2045'
    """
    kind, detail = said[f"change_{change.kind}"], said[f"detail_{change.detail}"] if change.detail else ""
    named = f"{kind} ({detail})" if detail else kind
    values = " → ".join(value for value in (change.old, change.new) if value)
    return f"{named}{said['colon']}{values}" if values else named


def changes_in_words(changes: Iterable[Change], unit: Unit | None, said: Mapping[str, str]) -> tuple[str, ...]:
    """The changes of a paragraph in the words of a page; what changed alike in several of its clauses is said once,
    with what these do ("requests; decides"); `unit` is the later paragraph.
    """
    counted = Counter(changes)
    return tuple(
        f"{change_in_words(change, said)} ({_clauses_with(change, unit) or f'{n} ×'})"
        if n > 1
        else change_in_words(change, said)
        for change, n in counted.items()
    )


def _clauses_with(change: Change, unit: Unit | None) -> str:
    """What the clauses do in which a paragraph has the new words of a change, the action before each; empty for one."""
    if unit is None or not change.new:
        return ""
    text, actions = unit.text.content, unit.text.of(Kind.ACTION)
    places = (found.start() for found in re.finditer(re.escape(change.new), text))
    before = (max((m for m in actions if m.start < at), key=lambda m: m.start, default=None) for at in places)
    found = dict.fromkeys(text[m.start : m.end] for m in before if m)
    return "; ".join(found) if len(found) > 1 else ""


def redlined(old: str, new: str) -> Markup:
    """The words of two texts in one line, with those marked that went and those that came."""
    from markupsafe import Markup

    tags = {"-": "del", "+": "ins"}
    pieces = set_apart(compare_words(old, new).pieces)
    return Markup(
        "".join(f"<{tags[s]}>{escape(piece)}</{tags[s]}>" if s in tags else escape(piece) for s, piece in pieces)
    )


def move_in_words(after: Unit | None, was: Unit | None, said: Mapping[str, str]) -> str:
    """Where a paragraph stands now that moved: after which one, and which that was before, in the words of a page."""
    if after is None:
        return said["move_first"]
    place, before = spoken(after.eid, said), spoken(was.eid, said) if was else ""
    told = said["move_after"].format(place=place)
    return told if not before or before == place else f"{told} ({said['move_before'].format(place=before)})"


def note_in_words(note: Noted, said: Mapping[str, str]) -> str:
    """What became of a note of a paragraph: its numbers, and what changed in it, in the words of a page."""
    numbers = dict.fromkeys(said["place_authorialNote"].format(n=u.num) for u in (note.old, note.new) if u)
    changes = [change_in_words(change, said) for change in note.changes if change.kind != "paragraph"]
    state = note.state
    told = said["comma"].join(changes) if changes else said[f"detail_{state}"] if state != "changed" else said[state]
    return f"{' → '.join(numbers)}{said['colon']}{told}"


def clause_of(row: Mandate) -> tuple[str, str, str]:
    """The words of a clause as a page shows them, whole: what stands before its verb, the verb, and what follows; of a
    clause whose verb stands elsewhere all is what follows.
    """
    said = " ".join(row.text[row.start : row.end].split())
    verb = " ".join(row.verb.split())
    before, found, after = said.partition(verb) if verb else ("", "", said)
    return (before, found, after) if found or not verb else ("", "", said)


def names_of(addressees: Iterable[Addressee], language: str) -> Mapping[str, str]:
    """What those with a key are called on a page in a language, by their keys: as most texts print it, as there are
    names in one language only; in that one by their names.

    >>> names_of([Addressee("le Secrétaire général", "secretaryGeneral", "Secretariat")], "fra")["secretaryGeneral"]
    'le Secrétaire général'
    """
    printed: dict[str, Counter[str]] = {}
    for one in addressees:
        if one.key:
            printed.setdefault(one.key, Counter())[one.text] += 1
    if language == usual():
        return {key: label_of(key) for key in printed}
    most = {key: sorted(found.items(), key=lambda item: (-item[1], item[0])) for key, found in printed.items()}
    return {key: next((text for text, _ in found if text), label_of(key)) for key, found in most.items()}


def names_in(rows: Iterable[Mandate], language: str) -> Mapping[str, str]:
    """What those whom clauses ask are called on a page in a language, by their keys: as the clauses in that language
    print it (`names_of`), else by the name that is known in it, else in English.
    """
    rows = list(rows)
    own = names_of((a for row in rows if row.language == language for a in row.addressees), language)
    keys = dict.fromkeys(a.key for row in rows for a in row.addressees if a.key)
    return {key: own.get(key) or name_of(key, language) or label_of(key) for key in keys}


def name_in(language: str, reader: str) -> str:
    """What a language is called in that of a reader; what it calls itself where that has no name for it.

    >>> name_in("rus", "fra"), name_in("fra", "eng"), name_in("fra", "rus")
    ('Russe', 'French', 'Французский')
    """
    forms = load(reader).languages.get(language, "") if reader in codes() else ""
    name = forms.split(" | ")[-1]  # languages may say "in French" first
    return name[:1].upper() + name[1:] or own_name(language)


def as_set(text: str, language: str) -> str:
    """What a text prints, so that its numbers run as they do in it, whatever they stand among: "000 240" of a text that
    runs from right to left is read from the right (a mark of Unicode says so where no letter does).

    >>> as_set("000 240", "ara") == "\\u200f000 240", as_set("240,000", "eng")
    (True, '240,000')
    """
    known = language in codes() and load(language)
    alone = len(text.split()) > 1 and not any(map(str.isalpha, text))
    return f"\u200f{text}" if alone and known and known.direction == "rtl" else text


def own_name(language: str) -> str:
    """What a language calls itself; what English calls it if pages have no words in it.

    >>> own_name("fra"), own_name("deu")
    ('Français', 'Deutsch')
    """
    try:
        known = load(language)
    except UsageError:
        return language
    told = words(language)["name"]
    return told if language == usual() or told != words(usual())["name"] else known.name

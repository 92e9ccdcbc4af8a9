"""The vocabulary of the library as data: entries of `references`, the closed list of organs and offices, letter names.

`terms.toml` holds what does not depend on the text, `entities.toml` the names that are marked in running text,
`letters.toml` what letters are called where labels print their names, `labels.toml` how labels are typed whatever the
language, `misread.toml` what recognition makes of figures.  All are loaded and checked on first use.
"""

import os
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import TypeVar

from akn.data import Shape, checked, read_toml
from akn.document import Term
from akn.errors import DataError
from akn.vocabulary.numerals import spelled, without_level

_FOLDER = os.path.dirname(__file__)
_S = TypeVar("_S")

KINDS = {"organization": "TLCOrganization", "role": "TLCRole", "event": "TLCEvent", "concept": "TLCConcept"}
"""The class of an entry in its ontology IRI, and the element (R-098), in the order of the entries."""


def term(kind: str, eid: str, id: str, label: str) -> Term:
    """The entry of `references` for a thing of a kind.

    >>> term("role", "author", "author", "Author").href
    '/akn/ontology/role/un/author'
    """
    return Term(KINDS[kind], eid, f"/akn/ontology/{kind}/un/{id}", label)


class FixedTerm(Shape, frozen=True):
    """An entry that does not depend on the text."""

    kind: str
    eid: str
    id: str
    label: str


class Events(Shape, frozen=True):
    """How sessions and meetings are called: templates of {ordinal}, {nth} and {meeting}.

    `suffixes` follow digits: the first as a rule, the others after 1, 2, 3 ... ("51st").
    """

    session: str
    special: str
    emergency: str
    meeting: str
    adoption: str
    suffixes: tuple[str, ...]


class Terms(Shape, frozen=True):
    """The shape of terms.toml."""

    terms: tuple[FixedTerm, ...]
    events: Events


class Entity(Shape, frozen=True):
    """A thing of the closed list; `names` by language, several apart by ` | `, `+` for any ending of a word.

    `guarded` are names that officers or organs of others have too, in all languages or in those `guarded_in`.
    """

    kind: str
    eid: str
    id: str
    label: str
    names: Mapping[str, str]
    guarded: bool = False
    guarded_in: tuple[str, ...] = ()


class Guard(Shape, frozen=True):
    """How a language tells that a guarded name belongs to someone else; see entities.toml."""

    following: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


class Entities(Shape, frozen=True):
    """The shape of entities.toml."""

    entities: tuple[Entity, ...]
    contractions: Mapping[str, Mapping[str, str]] = {}
    guards: Mapping[str, Guard] = {}
    decoys: tuple[Mapping[str, str], ...] = ()


class Letters(Shape, frozen=True):
    """The shape of letters.toml."""

    inserted: tuple[str, ...]
    names: Mapping[str, str]
    ordinals: Mapping[str, str]


class Labels(Shape, frozen=True):
    """The shape of labels.toml: the templates of labels that people type, and the wide signs in them."""

    typed: tuple[str, ...]
    doubtful: tuple[str, ...]
    wide: Mapping[str, str]


class Misread(Shape, frozen=True):
    """The shape of misread.toml: what recognition makes of figures, Roman and decimal ones, and of Cyrillic letters."""

    roman: Mapping[str, str]
    figures: Mapping[str, str]
    cyrillic: Mapping[str, str]


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """The words of words.toml: by the name of what they say and by language, ` | ` between several."""
    return checked(dict[str, dict[str, str]], read_toml(os.path.join(_FOLDER, "words.toml")), "words.toml")


@cache
def misread(kind: str) -> Mapping[int, str]:
    """The figure or letter for each sign that is read for it, as a table of `str.translate`: of `roman`, `figures` or
    `cyrillic`.

    >>> "ХХУ!".translate(misread("roman")), "2O5l".translate(misread("figures"))
    ('XXVI', '2051')
    """
    table: Mapping[str, str] = getattr(_loaded(Misread, "misread.toml"), kind)
    return {ord(sign): figure for figure, signs in table.items() for sign in signs}


@cache
def terms() -> Terms:
    """The entries that do not depend on the text.  Raises DataError if the file does not fit its shape."""
    return _loaded(Terms, "terms.toml")


@cache
def entities() -> Entities:
    """The closed list of organs and offices.  Raises DataError if the file does not fit its shape."""
    return _loaded(Entities, "entities.toml")


@cache
def letters() -> Mapping[str, str]:
    """The English letter by the name that a label prints ("ألف"); every form of a name stands for itself.

    >>> letters()["جيم"]
    'C'
    """
    names = _lettered().names
    return {form: letter for several, letter in names.items() for form in several.split(" | ")}


@cache
def ordinals() -> Mapping[str, int]:
    """The number by the word that the label of a heading prints, in small letters.

    >>> ordinals()["premier"], ordinals()["ثاني عشر"]
    (1, 12)
    """
    table = _lettered().ordinals
    return {form: int(number) for number, several in table.items() for form in several.split(" | ")}


@lru_cache(maxsize=1024)
def level_number(label: str) -> tuple[str, int]:
    """The number in the label of a higher level, without the word for the level (R-068), and its value if it is a word.

    >>> level_number("Première partie"), level_number("ثاني عشر"), level_number("Section II")
    (('Première', 1), ('ثانيعشر', 12), ('II', 0))
    """
    words = ordinals() if any(map(str.isalpha, label)) else {}  # they take time to load
    return spelled(label, words) or (without_level(label), 0)


def inserted() -> tuple[str, ...]:
    """The words after a number that was put in after another ("2 bis"): the Latin ones, no others."""
    return _lettered().inserted


@cache
def typed_labels() -> Labels:
    """The forms of labels that people type in any language.

    >>> "{number}.-" in typed_labels().typed
    True
    """
    return _loaded(Labels, "labels.toml")


@cache
def _lettered() -> Letters:
    return _loaded(Letters, "letters.toml")


def _loaded(shape: type[_S], name: str) -> _S:
    value = checked(shape, read_toml(os.path.join(_FOLDER, name)), name)
    for entry in (*getattr(value, "terms", ()), *getattr(value, "entities", ())):
        if entry.kind not in KINDS:
            raise DataError(f"{name}: {entry.eid} is of kind {entry.kind!r}; known are {', '.join(KINDS)}")
    return value

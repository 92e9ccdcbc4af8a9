"""What people call a place of a document: "section XIII, paragraph 331 (a)", in the language of the page.

An eId says the same for machines (`sec_XIII__para_331__list_1__point_a`); the patterns of its parts stand in the files
of words (`place_para = "paragraph {n}"`), so no language is known here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from akn.locations import parted

if TYPE_CHECKING:
    from akn.compare.traced import Traced

_POINTS = frozenset({"point", "item"})
_ALONE = frozenset({"att"})  # of which a document mostly has one, which nobody numbers
_UNNAMED = frozenset({"dvs"})  # counted by the program alone: named only where nothing in it is


def named_in(place: str, text: str, words: Mapping[str, str]) -> str:
    """A place with the text that has it, in brackets where that has none itself.

    >>> said = {"comma": ", "}
    >>> named_in("paragraph 3", "A/RES/98/12", said), named_in("paragraph 3", "A/C.2/98/L.5 (draft)", said)
    ('paragraph 3 (A/RES/98/12)', 'paragraph 3, A/C.2/98/L.5 (draft)')
    """
    return f"{place}{words['comma']}{text}" if "(" in text else f"{place} ({text})"


def spoken_of(row: Traced, words: Mapping[str, str]) -> str:
    """The place of a paragraph of a series, in the words of a page; what has no number of its own in the text, and what
    is quoted from another one, says so.
    """
    kind = "quoted" if row.quoted else "continued" if row.kind == "text" else ""
    place = spoken(row.eid, words)
    return words[f"place_{kind}"].format(place=place) if kind else place


def spoken(eid: str, words: Mapping[str, str], among: Collection[str] = ()) -> str:
    """The place that an eId names, in the words of a page (`converters.view.words`); the eId for one without a pattern.

    `among` are the eIds of the document: without a second annex there the first is called "annex".

    >>> from converters.view import words
    >>> spoken("sec_XIII__para_331__list_1__point_a", words("eng"))
    'section XIII, paragraph 331 (a)'
    >>> spoken("att_1__authorialNote_12", words("fra"))
    'annexe, note 12'
    >>> spoken("dvs_3__dvs_1_2__para_4", words("eng")), spoken("sec_I_2", words("eng"))
    ('paragraph 4', 'section I (no. 2 with this number)')
    """
    said, path, again = "", "", ""
    steps = eid.split("__")
    for part in steps:
        path = f"{path}__{part}" if path else part
        kind, _, number = part.partition("_")
        pattern = words.get(f"place_{'point' if kind in _POINTS else kind}", "")
        if not pattern or (kind in _UNNAMED and part != steps[-1]):
            continue  # a list, an introduction, a heading without a number: nobody names them
        number, again = parted(number)
        if kind in _ALONE and number == "1" and f"{path[:-1]}2" not in among:
            pattern = words[f"place_{kind}_1"]
        step = pattern.replace("{n}", number.replace("_", " ")).strip()
        joint = words["close"] if kind in _POINTS and said else words["comma"] if said else ""
        said += f"{joint}{step}"
    if again:
        said = words["place_again"].replace("{place}", said).replace("{nth}", again)
    return said or eid

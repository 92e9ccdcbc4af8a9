"""What the styles of a file amount to (ECMA-376 17.7): for a paragraph and for a run of characters.

The house styles of the United Nations are known by their ids, the styles that Word brings along by their names, which
do not change with the language of Word.  Every other style is what the style it is based on is.  All of it is
evidence: a file without any style is read as well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from akn.blocks import Style
from converters.formats.docx.looks import (
    PLAIN,
    RUN_STYLE,
    Key,
    ParagraphLook,
    RunLook,
    paragraph_key,
    paragraph_look,
    run_key,
    run_look,
)
from converters.formats.docx.names import MASTHEAD, OWN_STYLES, TABLE_CELL, TABLE_HEADING, TABLE_TEXT, TYPE, VAL, w

if TYPE_CHECKING:
    from lxml.etree import _Element

# ids and names without case, spaces and signs; Geneva writes the New York ids with a G behind
_HOUSE = {
    **dict.fromkeys(("h1", "hch", "hm", "titlehch", "titleh1", "titleh2", "title", "ss", "stitles"), Style.TITLE),
    **dict.fromkeys(("decisionnumber", "decisiontitle"), Style.TITLE),
    **dict.fromkeys(("h23", "h4", "h56", "sm", "sl", "stitlem", "stitlel", "subtitle"), Style.HEADING),
    **dict.fromkeys(("tocheading", *(f"heading{n}" for n in range(1, 10))), Style.HEADING),
    **dict.fromkeys(("singletxt", "dualtxt", "bodytext"), Style.PARAGRAPH),
    "session": Style.SESSION,
    **dict.fromkeys(("agendaitemnormal", "agendaitemnumber"), Style.AGENDA_ITEM),
    **dict.fromkeys(("agendatitleh2", "agendaitemtitle"), Style.AGENDA_TITLE),
    "meetingnumber": Style.MEETING,
    **dict.fromkeys(("listparagraph", "normalbullet", "repbullet"), Style.LIST),
    **dict.fromkeys(
        (f"{kind}{n or ''}" for kind in ("bullet", "listbullet", "listnumber", "list") for n in range(6)), Style.LIST
    ),
    **dict.fromkeys(("footnotetext", "endnotetext"), Style.NOTE),
}
_OWN = {
    **{name.lower(): style for style, name in OWN_STYLES.items()},
    TABLE_TEXT.lower(): Style.PARAGRAPH,
    TABLE_CELL.lower(): Style.NONE,
    TABLE_HEADING.lower(): Style.NONE,
}
_sign = re.compile(r"[\W_]+")
# Word's own styles for lists inside lists: "List Number 2"
_DEEPER = re.compile(r"list(?:number|bullet)?([2-5])")


def _known(*spellings: str) -> Style | None:
    """The meaning of a house style, a style of Word or one of our own, by its id or its name."""
    for spelling in spellings:
        plain = _sign.sub("", spelling).lower()
        for key in (plain, plain.removesuffix("g")):
            if key in _HOUSE:
                return _HOUSE[key]
        if plain in _OWN:
            return _OWN[plain]
    return None


def _depth(*spellings: str) -> int:
    """How deep the lists of one of Word's own styles stand inside others."""
    found = (_DEEPER.fullmatch(_sign.sub("", spelling).lower()) for spelling in spellings)
    return next((int(m[1]) - 1 for m in found if m), 0)


_STYLE, _STYLE_ID, _BASED_ON, _NAME, _DEFAULT = w("style"), w("styleId"), w("basedOn"), w("name"), w("default")
_PPR, _RPR = w("pPr"), w("rPr")
_NO = frozenset({"0", "false", "off"})


class Styles:
    """The styles of one file, worked out when first used."""

    def __init__(self, root: _Element | None) -> None:
        """Take the root of styles.xml; None stands for a file without styles."""
        self._elements: dict[str, _Element] = {}
        self._paragraphs: dict[str, ParagraphLook] = {}
        self._runs: dict[str, RunLook] = {}
        self._run_looks: dict[Key, RunLook] = {}
        self._paragraph_looks: dict[Key, ParagraphLook] = {}
        self._default = ""
        self._foundation = ParagraphLook()
        if root is None:
            return
        for e in root.iterchildren(_STYLE):
            key = e.get(_STYLE_ID, "")
            self._elements.setdefault(key, e)
            if e.get(TYPE) == "paragraph" and e.get(_DEFAULT, "0") not in _NO and not self._default:
                self._default = key
        defaults = root.find(f"{w('docDefaults')}/{w('pPrDefault')}/{_PPR}")
        if defaults is not None:
            self._foundation = paragraph_look(defaults, self._foundation)

    def look_of_run(self, properties: _Element) -> RunLook:
        """The look that an rPr element gives, its character style included."""
        key = run_key(properties)
        found = self._run_looks.get(key)
        if found is None:
            found = run_look(properties)
            style = properties.find(RUN_STYLE)
            if style is not None:
                found = found.over(self.run(style.get(VAL, "")))
            self._run_looks[key] = found
        return found

    def look_of_paragraph(self, properties: _Element, style_id: str) -> ParagraphLook:
        """The look that a pPr element gives, its style included."""
        key = paragraph_key(properties)
        found = self._paragraph_looks.get(key)
        if found is None:
            found = self._paragraph_looks[key] = paragraph_look(properties, self.paragraph(style_id))
        return found

    def paragraph(self, style_id: str) -> ParagraphLook:
        """What a paragraph style sets; the empty id stands for a paragraph that names no style."""
        found = self._paragraphs.get(style_id)
        if found is None:
            found = self._paragraphs[style_id] = self._paragraph(style_id or self._default)
        return found

    def _paragraph(self, style_id: str) -> ParagraphLook:
        look = self._foundation
        for key in reversed(self._chain(style_id)):
            e = self._elements[key]
            name = e.find(_NAME)
            meaning = _known(key, name.get(VAL, "") if name is not None else "")
            properties, run = e.find(_PPR), e.find(_RPR)
            if properties is not None:
                look = paragraph_look(properties, look)
            if run is not None:
                set_by = run_look(run)
                if set_by.hidden is not None:
                    look = replace(look, hidden=set_by.hidden)
            if meaning is not None:
                look = replace(look, style=meaning, depth=_depth(key, name.get(VAL, "") if name is not None else ""))
        if style_id not in self._elements:
            look = replace(look, style=_known(style_id) or Style.NONE)
        if look.style is not Style.NONE:
            look = replace(look, base=look.left - look.hanging)
        # where a style of our own stands is part of its look, not of the text (the closing lines stand at the end)
        if style_id.startswith(MASTHEAD):
            return replace(look, style=Style.NONE, align="", own=True, masthead=True)
        return replace(look, align="", own=True) if style_id.lower() in _OWN else look

    def run(self, style_id: str) -> RunLook:
        """What a character style sets."""
        found = self._runs.get(style_id)
        if found is None:
            found = PLAIN
            for key in reversed(self._chain(style_id)):
                properties = self._elements[key].find(_RPR)
                if properties is not None:
                    found = run_look(properties).over(found)
                if key.lower().endswith("hyperlink"):
                    found = replace(found, underline=None)  # it shows that there is a link, which is kept as such
            self._runs[style_id] = found
        return found

    def numbering_style(self, style_id: str) -> str:
        """The list that a numbering style stands for, empty if there is none."""
        return self.paragraph(style_id).number if style_id in self._elements else ""

    def _chain(self, style_id: str) -> list[str]:
        """A style and what it is based on, itself first; a circle ends where it closes."""
        chain: list[str] = []
        while style_id in self._elements and style_id not in chain:
            chain.append(style_id)
            parent = self._elements[style_id].find(_BASED_ON)
            style_id = parent.get(VAL, "") if parent is not None else ""
        return chain

"""What the styles of a file amount to (ECMA-376 17.7): for a paragraph and for a run of characters.

The house styles of the United Nations are known by their ids, the styles that Word brings along by their names, which
do not change with the language of Word.  Every other style is what the style it is based on is.  All of it is
evidence: a file without any style is read as well.
"""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from akn.blocks import Style
from akn.patterns import lazy_pattern
from akn.text import Kind
from converters.formats.docx.line import is_symbol_font
from converters.formats.docx.package import MASTHEAD, OWN_STYLES, TABLE_CELL, TABLE_HEADING, TABLE_TEXT, TYPE, VAL, w

if TYPE_CHECKING:
    from lxml.etree import _Element

_B, _I, _BCS, _ICS, _U, _VANISH = w("b"), w("i"), w("bCs"), w("iCs"), w("u"), w("vanish")
_RTL, _CS, _VERT, _FONTS, _LANG = w("rtl"), w("cs"), w("vertAlign"), w("rFonts"), w("lang")
_ASCII, _HANSI, _BIDI, _EAST_ASIA = w("ascii"), w("hAnsi"), w("bidi"), w("eastAsia")
_LEFT, _START, _HANGING, _FIRST = w("left"), w("start"), w("hanging"), w("firstLine")
_JC, _IND, _PAGE_BREAK = w("jc"), w("ind"), w("pageBreakBefore")
_NUM_PR, _NUM_ID, _ILVL = w("numPr"), w("numId"), w("ilvl")
RUN_STYLE, RUN_CHANGE = w("rStyle"), w("rPrChange")
PARAGRAPH_STYLE, PARAGRAPH_CHANGE = w("pStyle"), w("pPrChange")

_OFF = frozenset({"0", "false", "off", "none"})
_FLAGS = {
    _B: "bold", _I: "italic", _BCS: "bold_complex", _ICS: "italic_complex", _VANISH: "hidden",
    _RTL: "complex", _CS: "complex", _U: "underline",
}  # fmt: skip
_ALIGN = {"center": "center", "right": "end", "end": "end"}

# the elements that matter, and the attributes that say something
_RUN_SAYS = {
    **dict.fromkeys((*_FLAGS, _VERT, RUN_STYLE, RUN_CHANGE), (VAL,)),
    _FONTS: (_ASCII, _HANSI),
    _LANG: (VAL, _BIDI, _EAST_ASIA),
}


def is_on(e: _Element) -> bool:
    """The value of an on/off element: present means on, unless it says otherwise."""
    return e.get(VAL, "1") not in _OFF


def number(value: str | None) -> int:
    """A whole number from an attribute, 0 if it is none; fractions and units are cut off."""
    try:
        return max(-(10**6), min(10**6, int(float(value)))) if value else 0
    except (ValueError, OverflowError):
        return 0


class ParagraphLook(Struct, frozen=True):
    """What is set for a paragraph.  Lengths are twentieths of a point."""

    style: Style = Style.NONE
    align: str = ""
    direction: str = ""
    left: int = 0
    hanging: int = 0
    base: int = 0  # where the text of its style begins: house styles have a margin of their own
    number: str = ""  # the id of a list
    level: int = 0
    depth: int = 0  # how deep lists of its style stand, whatever their level: "List Number 2" is 1
    new_page: bool = False
    hidden: bool = False
    own: bool = False  # the style comes from our own template
    masthead: bool = False  # and is one of those that stand in a masthead only


class RunLook(Struct, eq=False):
    """What is set for a run: None where nothing is said.  Not changed once it is made.

    Word shows `b` and `i` on simple scripts, `bCs` and `iCs` on complex ones; but writers of Arabic that know only
    `b` and `i` mean them (and most viewers show them), so both count there.
    """

    italic: bool | None = None
    bold: bool | None = None
    italic_complex: bool | None = None
    bold_complex: bool | None = None
    underline: bool | None = None
    raised: str | None = None  # superscript, subscript, baseline
    hidden: bool | None = None
    complex: bool | None = None  # right-to-left or complex script: Word then shows the *_complex looks
    font: str | None = None  # only if it is a symbol font, empty if it is another
    language: str | None = None
    language_complex: str | None = None
    language_asian: str | None = None
    # worked out from the others
    kinds: tuple[Kind, ...] = ()  # on simple scripts
    kinds_complex: tuple[Kind, ...] = ()  # on complex ones
    simple: bool = True  # True if the script makes no difference

    def __post_init__(self) -> None:
        """Work out the looks."""
        self.kinds_complex = self._kinds(bool(self.italic or self.italic_complex), bool(self.bold or self.bold_complex))
        self.kinds = self.kinds_complex if self.complex else self._kinds(bool(self.italic), bool(self.bold))
        languages = (self.language, self.language_complex, self.language_asian)
        self.simple = self.kinds == self.kinds_complex and not any(languages)

    def _kinds(self, italic: bool, bold: bool) -> tuple[Kind, ...]:
        shown = (
            (Kind.ITALIC, italic),
            (Kind.BOLD, bold),
            (Kind.UNDERLINE, self.underline),
            (Kind.SUPERSCRIPT, self.raised == "superscript"),
            (Kind.SUBSCRIPT, self.raised == "subscript"),
        )
        return tuple(kind for kind, on in shown if on)

    def over(self, under: RunLook) -> RunLook:
        """This look where it says something, the other elsewhere."""
        return RunLook(*(getattr(under if getattr(self, n) is None else self, n) for n in _SAID))


_SAID = RunLook.__struct_fields__[: RunLook.__struct_fields__.index("kinds")]
PLAIN = RunLook()


def run_look(properties: _Element) -> RunLook:
    """The look that an rPr element sets itself; its character style is not followed."""
    found: dict[str, bool | str | None] = {}
    for e in properties:
        tag = e.tag
        name = _FLAGS.get(tag)
        if name is not None:
            found[name] = is_on(e) or (name == "complex" and bool(found.get(name)))
        elif tag == _VERT:
            found["raised"] = e.get(VAL, "")
        elif tag == _FONTS:
            font = e.get(_ASCII) or e.get(_HANSI)
            if font is not None:
                found["font"] = font if is_symbol_font(font) else ""
        elif tag == _LANG:
            found["language"], found["language_complex"] = e.get(VAL), e.get(_BIDI)
            found["language_asian"] = e.get(_EAST_ASIA)
    return RunLook(**found) if found else PLAIN  # type: ignore[arg-type]


def paragraph_look(properties: _Element, under: ParagraphLook) -> ParagraphLook:
    """What a pPr element sets, over what was set before."""
    found: dict[str, object] = {}
    for e in properties:
        tag = e.tag
        if tag == _JC:
            found["align"] = _ALIGN.get(e.get(VAL, ""), "")
        elif tag == _BIDI:
            found["direction"] = "rtl" if is_on(e) else "ltr"
        elif tag == _IND:
            left = e.get(_LEFT) or e.get(_START)
            if left is not None:
                found["left"] = number(left)
            if e.get(_HANGING) is not None:
                found["hanging"] = number(e.get(_HANGING))
            elif e.get(_FIRST) is not None:
                found["hanging"] = 0
        elif tag == _NUM_PR:
            level, identity = e.find(_ILVL), e.find(_NUM_ID)
            if level is not None:
                found["level"] = min(8, max(0, number(level.get(VAL))))
            if identity is not None:
                found["number"] = identity.get(VAL, "")
        elif tag == _PAGE_BREAK:
            found["new_page"] = is_on(e)
    return replace(under, **found) if found else under


# ids and names without case, spaces and signs; Geneva writes the New York ids with a G after
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
_sign = lazy_pattern(r"[\W_]+")
# Word's own styles for lists inside lists: "List Number 2"
_DEEPER = lazy_pattern(r"list(?:number|bullet)?([2-5])")


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


class Styles:
    """The styles of one file, worked out when first used."""

    def __init__(self, root: _Element | None) -> None:
        """Take the root of styles.xml; None stands for a file without styles."""
        self._elements: dict[str, _Element] = {}
        self._layers: dict[str, ParagraphLook] = {}  # what each style sets with those that it is based on
        self._paragraphs: dict[str, ParagraphLook] = {}
        self._runs: dict[str, RunLook] = {}
        self._run_looks: dict[tuple[tuple[str | None, ...], ...], RunLook] = {}
        self._parents: dict[str, str] = {}
        self._default = ""
        self._foundation = ParagraphLook()
        if root is None:
            return
        for e in root.iterchildren(_STYLE):
            key = e.get(_STYLE_ID, "")
            self._elements.setdefault(key, e)
            if e.get(TYPE) == "paragraph" and e.get(_DEFAULT, "0") not in _OFF and not self._default:
                self._default = key
        self._parents = self._based_on()
        defaults = root.find(f"{w('docDefaults')}/{w('pPrDefault')}/{_PPR}")
        if defaults is not None:
            self._foundation = paragraph_look(defaults, self._foundation)

    def look_of_run(self, properties: _Element) -> RunLook:
        """The look that an rPr element gives, its character style included."""
        if not len(properties):
            return PLAIN
        # equal properties are worked out once
        key = tuple((e.tag, *map(e.get, says)) for e in properties if (says := _RUN_SAYS.get(e.tag)) is not None)
        found = self._run_looks.get(key)
        if found is None:
            found = run_look(properties)
            style = properties.find(RUN_STYLE)
            if style is not None:
                found = found.over(self.run(style.get(VAL, "")))
            self._run_looks[key] = found
        return found

    def paragraph(self, style_id: str) -> ParagraphLook:
        """What a paragraph style sets; the empty id stands for a paragraph that names no style."""
        found = self._paragraphs.get(style_id)
        if found is None:
            found = self._paragraphs[style_id] = self._paragraph(style_id or self._default)
        return found

    def _paragraph(self, style_id: str) -> ParagraphLook:
        chain, base = self._chain(style_id, self._layers)
        look = self._layers.get(base, self._foundation)
        for key in reversed(chain):
            look = self._layers[key] = self._layer(key, look)
        if style_id not in self._elements:
            look = replace(look, style=_known(style_id) or Style.NONE)
        if look.style is not Style.NONE:
            look = replace(look, base=look.left - look.hanging)
        # where a style of our own stands is part of its look, not of the text (the closing lines stand at the end)
        if style_id.startswith(MASTHEAD):
            return replace(look, style=Style.NONE, align="", own=True, masthead=True)
        return replace(look, align="", own=True) if style_id.lower() in _OWN else look

    def _layer(self, key: str, look: ParagraphLook) -> ParagraphLook:
        """What a style makes of the look that it is based on."""
        name = ""
        for e in self._elements[key]:
            tag = e.tag
            if tag == _NAME:
                name = e.get(VAL, "")
            elif tag == _PPR:
                look = paragraph_look(e, look)
            elif tag == _RPR and (hidden := e.find(_VANISH)) is not None:
                look = replace(look, hidden=is_on(hidden))
        meaning = _known(key, name)
        return look if meaning is None else replace(look, style=meaning, depth=_depth(key, name))

    def run(self, style_id: str) -> RunLook:
        """What a character style sets."""
        chain, base = self._chain(style_id, self._runs)
        found = self._runs.get(base, PLAIN)
        for key in reversed(chain):
            properties = self._elements[key].find(_RPR)
            if properties is not None:
                found = run_look(properties).over(found)
            if key.lower().endswith("hyperlink"):
                found = replace(found, underline=None)  # it shows that there is a link, which is kept as such
            self._runs[key] = found
        return found

    def numbering_style(self, style_id: str) -> str:
        """The list that a numbering style stands for, empty if there is none."""
        return self.paragraph(style_id).number if style_id in self._elements else ""

    def _based_on(self) -> dict[str, str]:
        """What each style is based on; of styles in a circle, the one that the file leads to first is the base."""
        parents = {key: e.get(VAL, "") for key, s in self._elements.items() if (e := s.find(_BASED_ON)) is not None}
        seen: set[str] = set()
        for key in self._elements:
            way: set[str] = set()
            while key in parents and key not in seen:
                seen.add(key)
                way.add(key)
                key = parents[key]
            if key in way:
                del parents[key]
        return parents

    def _chain(self, style_id: str, known: Container[str]) -> tuple[list[str], str]:
        """A style and what it is based on, itself first, up to what is known; and what comes next."""
        chain: list[str] = []
        while style_id in self._elements and style_id not in known:
            chain.append(style_id)
            style_id = self._parents.get(style_id, "")
        return chain, style_id

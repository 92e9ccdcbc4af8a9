"""What properties say about a run and about a paragraph (ECMA-376 17.3), where styles are not asked yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from akn.blocks import Style
from akn.text import Kind
from converters.formats.docx.names import VAL, w
from converters.formats.docx.symbols import is_symbol_font

if TYPE_CHECKING:
    from lxml.etree import _Element

_B, _I, _BCS, _ICS, _U, _VANISH = w("b"), w("i"), w("bCs"), w("iCs"), w("u"), w("vanish")
_RTL, _CS, _VERT, _FONTS, _LANG = w("rtl"), w("cs"), w("vertAlign"), w("rFonts"), w("lang")
_ASCII, _HANSI, _BIDI, _EAST_ASIA = w("ascii"), w("hAnsi"), w("bidi"), w("eastAsia")
_LEFT, _START, _HANGING, _FIRST = w("left"), w("start"), w("hanging"), w("firstLine")
_JC, _IND, _NUM_PR, _NUM_ID, _ILVL, _PAGE_BREAK = (
    w("jc"), w("ind"), w("numPr"), w("numId"), w("ilvl"), w("pageBreakBefore"),
)  # fmt: skip
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
_PARAGRAPH_SAYS = {
    **dict.fromkeys((_JC, _BIDI, _PAGE_BREAK, PARAGRAPH_STYLE), (VAL,)),
    _IND: (_LEFT, _START, _HANGING, _FIRST),
}

Key = tuple[str | None, ...]
"""What properties say, so that equal properties are worked out once: names, each followed by its values."""


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


def run_key(properties: _Element) -> Key:
    """What an rPr element says about text."""
    key: list[str | None] = []
    for e in properties:
        attributes = _RUN_SAYS.get(e.tag)
        if attributes is not None:
            key.append(e.tag)
            for a in attributes:
                key.append(e.get(a))
    return tuple(key)


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


def paragraph_key(properties: _Element) -> Key:
    """What a pPr element says about the place of its paragraph."""
    key: list[str | None] = []
    for e in properties:
        attributes = _PARAGRAPH_SAYS.get(e.tag)
        if attributes is not None:
            key.append(e.tag)
            for a in attributes:
                key.append(e.get(a))
        elif e.tag == _NUM_PR:
            key.append(e.tag)
            for child in e:
                key += (child.tag, child.get(VAL))
    return tuple(key)


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

"""The characters of symbol fonts in Unicode.

A symbol font (Symbol, Wingdings, Webdings) has its own character set; Word stores its codes as they are or moved to
the private area U+F000 to U+F0FF (ECMA-376 17.3.3.30).  Only what documents use is listed: the Greek and the
mathematics of Symbol, the bullets, boxes, arrows and signs of the others.
"""

from __future__ import annotations

from functools import cache

_SYMBOL = {
    **dict(zip("ABCDEFGHIKLMNOPQRSTUXWYZ", "ΑΒΧΔΕΦΓΗΙΚΛΜΝΟΠΘΡΣΤΥΞΩΨΖ", strict=True)),
    **dict(zip("abcdefghiklmnopqrstuxwyz", "αβχδεφγηικλμνοπθρστυξωψζ", strict=True)),
    **dict(zip("\"$'*-@J^jv\\V`", "∀∃∋∗−≅ϑ⊥ϕϖ∴ς‾", strict=True)),
    **{
        chr(0xA0 + i): c
        for i, c in enumerate("€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪")
    },
    **dict(zip("\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8\xf9\xfa\xfb\xfc\xfd\xfe", "〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭", strict=True)),
}
_WINGDINGS = {
    **dict(zip("lmnopqrstuvwx", "●❍■□❐❑❒⬧⧫◆❖⬥⌧", strict=True)),
    **dict(zip("AEFGHJLQRTXYZ", "✌☜☞☝☟☺☹✈☼❄✠✡☪", strict=True)),
    **dict(zip('")*?', "✂✆✉✍", strict=True)),
    **dict(zip("^_`abcdefghi", "♈♉♊♋♌♍♎♏♐♑♒♓", strict=True)),
    **{chr(0x80 + i): c for i, c in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿")},
    **dict(zip("\x9e\x9f\xa1\xa4\xa5\xa7\xa8\xaa\xab\xac\xad\xae\xaf", "·•○◉◎▪◻✦★✶✴✹✵", strict=True)),
    **dict(zip("\xd8\xdf\xe0\xe1\xe2\xe3\xe4\xe5\xe6\xe8", "➢←→↑↓↖↗↙↘➔", strict=True)),
    **dict(zip("\xef\xf0\xf1\xf2\xf3\xf4\xfb\xfc\xfd\xfe", "⇦⇨⇧⇩⬄⇳✗✓☒☑", strict=True)),
}
_WINGDINGS_2 = dict(zip("OPQRST\x95\x96\x97\x98", "✗✓☒☑☒☒·•●⬤", strict=True))
_WINGDINGS_3 = dict(zip("fghijklmpqrs}~", "←→↑↓↖↗↙↘▲▼△▽▶▷", strict=True))
_WEBDINGS = dict(zip("3456agn=", "◀▶▲▼✔■●✖", strict=True))

_FONTS = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
}


def is_symbol_font(font: str) -> bool:
    """True if the characters of this font are not what their codes say."""
    return font.lower() in _FONTS


@cache
def _table(font: str) -> dict[int, str]:
    """The codes of a font, plain and moved to the private area, with their characters."""
    found: dict[int, str] = {}
    for code, character in _FONTS.get(font, {}).items():
        found[ord(code)] = found[0xF000 + ord(code)] = character
    if font == "symbol":  # digits and the usual signs are themselves
        found.update({0xF000 + i: chr(i) for i in range(0x20, 0x40) if 0xF000 + i not in found})
    found[0xF020] = " "
    return found


def in_unicode(text: str, font: str) -> str:
    """The characters of a text in a symbol font; a code that is not listed stays as it is.

    >>> in_unicode("\\uf0b7", "Symbol"), in_unicode("§ü", "Wingdings"), in_unicode("a", "Symbol")
    ('•', '▪✓', 'α')
    """
    return text.translate(_table(font.lower()))


def unknown(text: str) -> int:
    """How many characters are still codes of a symbol font (in the private area)."""
    return sum("\uf000" <= c <= "\uf0ff" for c in text) if any(c >= "\uf000" for c in text) else 0

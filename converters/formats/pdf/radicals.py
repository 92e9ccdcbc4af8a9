"""Signs of radicals that a file stores where it shows the characters of the same form.

Fonts for Chinese have one glyph for a radical and for the character that it is, and some programs store the number of
the radical.  A radical as such stands in dictionaries, in no running text.
"""

from __future__ import annotations

from unicodedata import normalize

from akn.patterns import lazy_pattern

# The CJK Radicals Supplement: each sign, then the character of its form (Unicode, EquivalentUnifiedIdeograph.txt).  The
# Kangxi Radicals, U+2F00 to U+2FD5, are compatible with theirs.
_SUPPLEMENT = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫"
    "⺦丬⺧牛⺨犭⺩王⺫目⺬示⺭礻⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺶羊⺹耂⺺肀⺻聿⺼肉⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶"
    "⻏邑⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀"
    "⻳龟"
)

CHARACTERS = {ord(a): b for a, b in zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True)}
CHARACTERS |= {code: normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
"""The character of each radical, for `str.translate`."""

_radical = lazy_pattern("[\u2e80-\u2fd5]")


def radicals(text: str) -> int:
    """How many signs of radicals a text holds.

    >>> radicals("\u2f24\u4f1a")
    1
    """
    return sum(ord(c) in CHARACTERS for c in _radical.findall(text))

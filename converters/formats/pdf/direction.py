"""Lines that run from right to left: the pieces as they stand on the page, put into the order in which they are read.

A page is printed from its glyphs; what is between them, the order of signs, numbers and Latin words in an Arabic
line, has to be found again from where they stand.  This is the bidirectional algorithm (Unicode, UAX 9) backwards:
Latin words with what stands between them, and the numbers after them, are read from left to right, so are numbers
that a stop, a colon or a slash joins; all else is read from right to left.  Brackets are printed by their shape and
turned by what stands beside them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from unicodedata import combining

from akn.patterns import lazy_pattern
from converters.formats.pdf.composing import cells, rows
from converters.formats.pdf.page import Blank, Blanks, Piece, Space, is_right_to_left

_left_to_right = lazy_pattern(r"[0-9A-Za-z]+(?:[./:][0-9A-Za-z]+)*")
_ARABIC_SIGNS = str.maketrans(",;?", "،؛؟")
_latin = lazy_pattern("[A-Za-z]")
_JOINERS = frozenset(".,/:٫٬\u00a0\u202f")
_BRACKETS = {"(": ")", ")": "(", "[": "]", "]": "[", "{": "}", "}": "{", "«": "»", "»": "«", "<": ">", ">": "<"}
_QUOTES = {"“": "”", "”": "“", "‘": "’", "’": "‘"}
_ALEFS = frozenset("اأإآٱ")
_VOWEL_FIRST = lazy_pattern("([\u064b-\u0650])(\u0651)")
_OPENING = frozenset("([{«<")
_WIDE = 2.5  # a gap of so many times the size parts the cells of a masthead
_WORD = 0.14  # a gap of this share of the size parts words
_SIGNED = 0.22  # a vowel sign may hold its letter off from the one beside it by so much
_NEXT = 2.0  # sizes: lines further apart belong to two paragraphs
_TOUCHING = 0.1  # pieces closer than this share of their size touch each other


def kind_of(c: str) -> str:
    """R for letters that run from right to left, L for other letters, N for digits, else the sign itself.

    >>> kind_of("ل"), kind_of("A"), kind_of("7"), kind_of("(")
    ('R', 'L', 'N', '(')
    """
    if "\u0590" <= c <= "\u08ff" or "\ufb1d" <= c <= "\ufdff" or "\ufe70" <= c <= "\ufeff":
        if c.isdecimal():
            return "N"
        return "R" if c.isalpha() or not (c.isprintable() and c in "،؛؟٪٫٬") else c
    if c.isdecimal():
        return "N"
    return "L" if c.isalpha() else c


def runs_right_to_left(content: str) -> bool:
    """True if many of the letters of a page run from right to left."""
    letters = [c for c in content[::7] if c.isalpha()]
    return sum(kind_of(c) == "R" for c in letters) > 0.2 * len(letters)


def of_one_glyph(letters: Sequence[str], lefts: Sequence[float]) -> str:
    """The characters of one glyph in their order: letters from the right, lam before alef, then vowel signs.

    >>> of_one_glyph(["ا", "ل"], [0.0, 2.0]), of_one_glyph(["ً", "ا"], [2.0, 0.0])
    ('لا', 'اً')
    """
    order = sorted(range(len(letters)), key=lambda i: (bool(combining(letters[i][:1] or " ")), -lefts[i]))
    found = [letters[i] for i in order]
    for i in range(len(found) - 1):
        if found[i] in _ALEFS and found[i + 1] == "ل":
            found[i], found[i + 1] = found[i + 1], found[i]
    return "".join(found)


def signs_turned(content: str, printed: Sequence[bool]) -> dict[int, str]:
    """The quotation marks that the library has turned as if they were brackets, by their places, and what they were.

    It turns each sign that follows letters which run from right to left, quotation marks too, which have no mirror
    image in Unicode.
    """
    found: dict[int, str] = {}
    right = True
    for i, c in enumerate(content):
        if c == "\n" and not printed[i]:
            right = True
        elif c in _QUOTES:
            if right:
                found[i] = _QUOTES[c]
        elif (kind := kind_of(c)) in "RL":
            right = kind == "R"
    return found


def in_order(text: str, *, rtl: bool) -> str:
    """A word of letters that run from right to left in the order of reading; it comes as it stands on the page.

    On a page that runs from right to left (`rtl`) numbers do so too, with their signs, but for those that a stop, a
    colon or a slash joins; commas are Arabic ones.

    >>> in_order("2021/ربمسيد", rtl=True) == "ديسمبر/2021", in_order(".74/15", rtl=True), in_order("A/77/5", rtl=True)
    (True, '74/15.', 'A/77/5')
    """
    if not (is_right_to_left(text) or (rtl and not _latin.search(text))):
        return text
    turned = _left_to_right.sub(lambda m: m[0][::-1], text[::-1])
    return turned.translate(_ARABIC_SIGNS)


def in_reading_order(glyphs: Sequence[Piece], blanks: Sequence[Blank]) -> list[Piece]:
    """The glyphs of a page as pieces of one kind each (`kind_of`), line by line from the top, in reading order.

    `blanks` are the spaces that are printed; where none is, a gap parts words.
    """
    stood = Blanks(blanks)
    found: list[Piece] = []
    open_: Counter[str] = Counter()  # by the bracket that opens: one may be closed in the next line
    before = 0.0
    for line in rows(glyphs):
        if before - line[0].base > _NEXT * line[0].face.size:
            open_.clear()
        before = line[0].base
        found += _read(_put_together(line), stood, open_)
    for at, piece in enumerate(found):
        piece.at = at
    return found


def _put_together(glyphs: list[Piece]) -> list[Piece]:
    """The glyphs of a line, from left to right, those of one kind that touch as one piece."""
    glyphs.sort(key=lambda g: (g.left, g.at))
    letters = [g for g in glyphs if not all(map(combining, g.text))]
    for sign in glyphs:
        if all(map(combining, sign.text)):
            middle = (sign.left + sign.right) / 2
            over = min(letters, key=lambda g: max(g.left - middle, middle - g.right), default=None)
            if over is None:
                letters.append(sign)
            else:
                over.text += sign.text
    letters = _without_doubles(letters)
    for letter in letters:  # a doubled letter has the sign of that before its vowel, as people type it
        letter.text = _VOWEL_FIRST.sub(r"\2\1", letter.text)
    found: list[Piece] = []
    for glyph in letters:
        last = found[-1] if found else None
        kind = kind_of(glyph.text[0])
        if last is not None and _continues(last, glyph, kind):
            last.text = glyph.text + last.text if kind == "R" else last.text + glyph.text
            last.right, last.top = max(last.right, glyph.right), max(last.top, glyph.top)
            last.base, last.bottom = min(last.base, glyph.base), min(last.bottom, glyph.bottom)
        else:
            found.append(glyph)
    return found


def _without_doubles(glyphs: list[Piece]) -> list[Piece]:
    """The glyphs without those that say again what the glyph below them says: a vowel sign that names its letter too.

    Some programs tell the characters of a letter and its sign with each of the two glyphs.
    """
    found: list[Piece] = []
    for glyph in glyphs:
        last = found[-1] if found else None
        if last is not None and kind_of(glyph.text[0]) == "R":
            one, two = sorted((last, glyph), key=lambda g: len(g.text))
            middle = (one.left + one.right) / 2, (two.left + two.right) / 2
            over = last.left <= middle[0] <= last.right or glyph.left <= middle[0] <= glyph.right
            signed = len(two.text) > 1 and all(map(combining, two.text[1:]))
            near = min(last.right, glyph.right) - max(last.left, glyph.left) > 0.3 * (one.right - one.left)
            if signed and over and near and two.text.startswith(one.text):
                last.text = two.text
                last.left, last.right = min(last.left, glyph.left), max(last.right, glyph.right)
                continue
        found.append(glyph)
    return found


def _continues(a: Piece, b: Piece, kind: str) -> bool:
    """True if a glyph belongs to the piece on its left."""
    alike = kind in "RLN" and kind_of(a.text[0]) == kind and a.face == b.face and a.tag == b.tag
    return alike and _touch(a, b) and abs(a.base - b.base) < 0.3 * a.face.size


def _read(line: list[Piece], blanks: Blanks, open_: Counter[str]) -> list[Piece]:
    """The pieces of a line, given from left to right, in reading order."""
    groups = [group for cell in cells(line, wide=_WIDE) for group in _cell(cell)]
    out = [piece for group in reversed(groups) for piece in group]
    left_to_right = {piece.at for group in groups if len(group) > 1 for piece in group}
    _set_spaces(groups, blanks)
    _turn_brackets(out, left_to_right, open_)
    return out


def _set_spaces(groups: list[list[Piece]], blanks: Blanks) -> None:
    """Say of each piece of a line whether a space stands before it, by what stands beside it on the page."""
    before: list[Piece] = []
    for group in reversed(groups):
        group[0].space = Space.GAP if not before else _space(group[-1], before[0], blanks)
        for a, b in pairwise(group):
            b.space = _space(a, b, blanks)
        before = group


def _space(a: Piece, b: Piece, blanks: Blanks) -> Space:
    """What parts a piece from the next one on its right."""
    size, gap = max(a.face.size, b.face.size), b.left - a.right
    signed = combining(b.text[-1]) or (len(a.text) > 1 and combining(a.text[1]))
    word = _SIGNED if signed and kind_of(a.text[0]) == kind_of(b.text[0]) == "R" else _WORD
    printed = gap > word * size or (
        gap > 0.05 * size and blanks.inside(a.base, a.right - 0.1 * size, b.left + 0.05 * size)
    )
    return Space.PRINTED if printed else Space.SOLID


def _cell(cell: list[Piece]) -> list[list[Piece]]:
    """The groups of a cell; one if nothing in it runs from right to left (a stop at its left end would)."""
    kinds = {kind_of(p.text[0]) for p in cell}
    latin = "L" in kinds and "R" not in kinds and cell[0].text not in ".,;:)"
    return [cell] if latin else _groups(cell)


def _groups(line: list[Piece]) -> list[list[Piece]]:
    """The pieces from left to right, those together that are read from left to right."""
    groups: list[list[Piece]] = []
    i = 0
    while i < len(line):
        end = _run_end(line, i) if kind_of(line[i].text[0]) in "LN" else i + 1
        groups.append(line[i:end])
        i = end
    return groups


def _run_end(line: list[Piece], start: int) -> int:
    """Where the run of Latin words and numbers ends that begins with a piece."""
    latin = kind_of(line[start].text[0]) == "L"
    end = start + 1
    for j in range(end, len(line)):
        kind = kind_of(line[j].text[0])
        if kind == "R":
            break
        if kind in "LN":
            if not _joins(line[start : j + 1], end - start, kind, latin=latin):
                break
            end, latin = j + 1, latin or kind == "L"
        elif latin and j == end and _closes(line[start:end], line[j]):
            end = j + 1
        elif not latin and not _touch(line[j - 1], line[j]):
            break
    return end


def _closes(run: Sequence[Piece], sign: Piece) -> bool:
    """True for the bracket that ends a run in which it was opened: "A/99/7 (Part I)"."""
    return _touch(run[-1], sign) and not _balanced(run) and _balanced([*run, sign])


def _joins(run: Sequence[Piece], end: int, kind: str, *, latin: bool) -> bool:
    """True if the last of these pieces belongs to the run of those before `end`; what stands between is signs."""
    first, last, between = run[0], run[-1], run[end:-1]
    touching = _touch(run[-2], last)
    raised = last.face.size < 0.8 * first.face.size and last.base > first.base
    if raised and kind == "N" and not touching:
        return False  # the number of a note, and its first word
    if kind == "N" and not _balanced(run[:-1]):
        return False  # "(A/99/7) 2044" is two: the bracket that closes was opened on the other side
    if latin:
        return True
    if abs(first.base - last.base) > 0.1 * first.face.size or not touching:
        return False
    return not between if kind == "L" else len(between) == 1 and between[0].text in _JOINERS


def _balanced(pieces: Sequence[Piece]) -> bool:
    """True if as many brackets of a kind stand on one side as on the other."""
    text = "".join(p.text for p in pieces if p.text in _BRACKETS)
    return all(text.count(a) == text.count(b) for a, b in ("()", "[]", "{}", "«»"))


def _touch(a: Piece, b: Piece) -> bool:
    return b.left - a.right < _TOUCHING * max(a.face.size, b.face.size)


def _turn_brackets(line: list[Piece], left_to_right: set[int], open_: Counter[str]) -> None:
    """Give each bracket in a line the side that what stands beside it asks for; `open_` are those that wait."""
    for i, piece in enumerate(line):
        if piece.text not in _BRACKETS or piece.at in left_to_right:
            continue
        before = line[i - 1] if i else None
        after = line[i + 1] if i + 1 < len(line) else None
        loose_before = before is None or piece.space is not Space.SOLID or before.text in _OPENING
        loose_after = after is None or after.space is not Space.SOLID or not after.text[0].isalnum()
        kind = piece.text if piece.text in _OPENING else _BRACKETS[piece.text]
        opening = loose_before if loose_before != loose_after else not open_[kind]
        piece.text = kind if opening else _BRACKETS[kind]
        open_[kind] = open_[kind] + 1 if opening else max(0, open_[kind] - 1)

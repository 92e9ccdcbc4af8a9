"""Paragraphs of Word in two versions as one paragraph with revision marks (ECMA-376 17.13.5).

The content of a paragraph is taken apart into atoms: words, tabs, breaks, calls of notes, each with its look.  Atoms
that both versions have stay as they are; others stand in `w:del` and `w:ins`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from itertools import count, groupby

from lxml import etree
from lxml.etree import _Element
from msgspec import Struct
from msgspec.structs import replace

from akn.compare.words import HEAVY, Stays, likeness, readable_steps, words_of
from converters.formats.docx.package import ID, REL_ID, W, w

AUTHOR, MOVED = "akn diff", "akn diff: moved"
"""Who made a mark, as Word names it beside each and gives each a colour of its own: what moved is gone and new."""

_P, _R, _T, _PPR, _RPR, _LINK = w("p"), w("r"), w("t"), w("pPr"), w("rPr"), w("hyperlink")
_START, _END, _NAME, _ANCHOR = w("bookmarkStart"), w("bookmarkEnd"), w("name"), w("anchor")
_FIELD, _FIELD_TYPE, _CALL = w("fldChar"), w("fldCharType"), w("footnoteReference")
_TYPED = w("customMarkFollows")
_SIGNS = {w("ins"): "ins", w("del"): "del"}
_GONE = {_T: w("delText"), w("instrText"): w("delInstrText")}
_NOTE_NAME = "_RefNote"
_SPACES = dict.fromkeys(map(ord, "\u00a0\u202f"), " ")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Atom(Struct, frozen=True):
    """One word, tab, break, field or note call: by what it is compared, its look, its link, and its elements.

    `text` is set for words only.  `note` is the id of the note that is called, `named` whether a bookmark stands
    around the call.
    """

    key: tuple[str, ...]
    size: int = 1
    look: _Element | None = None
    link: tuple[str, str] = ("", "")
    text: str = ""
    elements: tuple[_Element, ...] = ()
    note: str = ""
    named: bool = False


class Reviser:
    """Makes revised paragraphs of one file; counts the ids of revisions and remembers which notes were paired."""

    def __init__(self, spare_notes: Iterator[int]) -> None:
        """Take the ids for notes that only the old version has."""
        self._ids = count(1)
        self._spare = spare_notes
        self.paired: list[tuple[str, str]] = []  # notes that both versions have: old id, new id
        self.gone: list[tuple[str, str]] = []  # notes that only the old one has: old id, its id in this file
        self._names: dict[str, str] = {}  # the old ids of notes and what they became
        self._author = AUTHOR

    # paragraphs

    def both(self, old: _Element, new: _Element) -> _Element:
        """A paragraph that both versions have."""
        made = self._shell(new, old)
        a, b = atoms(old), atoms(new)
        x, y = [self._compared(atom) for atom in a], [atom.key for atom in b]
        if likeness(x, y) < HEAVY and x != y:
            steps = [(False, 0, len(a), 0, len(b))]
        else:
            stays = Stays(*([atom.text.strip() for atom in side] for side in (a, b)))
            steps = readable_steps(x, y, [atom.size for atom in a], [atom.size for atom in b], stays)
        for equal, i, j, k, n in steps:
            if equal:
                self._keep(made, a[i:j], b[k:n])
            else:
                self._put(made, a[i:j], "del")
                self._put(made, b[k:n], "ins")
        return _with_bookmarks(made, new)

    def one(self, p: _Element, sign: str, *, whole: bool = True, moved: bool = False) -> _Element:
        """A paragraph that only one version has, or has there if it `moved`: `del` the old one, `ins` the new one; its
        end too if `whole`.
        """
        self._author = MOVED if moved else AUTHOR
        made = self._shell(p, mark=sign if whole else "")
        self._put(made, atoms(p), sign)
        self._author = AUTHOR
        return _with_bookmarks(made, p) if sign == "ins" else made

    def mark(self, parent: _Element, name: str) -> _Element:
        """A revision mark of this name put at the end of an element."""
        return etree.SubElement(parent, w(name), {ID: str(next(self._ids)), w("author"): self._author})

    def keep_end(self, p: _Element, following: _Element) -> None:
        """See to it that a paragraph whose end both versions have does not end as the next one begins.

        LibreOffice joins marks of one kind over the end of a paragraph, which it takes for gone with them.  So a mark
        of the other kind comes last; where there is none, the last word before is marked as gone and new.
        """
        sign = _first_sign(following)
        if not sign or _end_sign(p):
            return
        pieces = _pieces(p)
        before = _without_last(pieces, sign)
        if not before or len(before) == len(pieces):
            return
        other = "del" if sign == "ins" else "ins"
        moved = before[len(_without_last(before, other)) :]
        if not moved and (word := _last_word(before[-1])) is not None:
            before[-1][0].addnext(self._marked(word, sign))
            moved = [[self._marked(word, other)]]
            if not before[-1][0].findtext(_T):
                p.remove(before[-1][0])
        for e in reversed([e for piece in moved for e in piece]):
            pieces[-1][-1].addnext(e)

    def _marked(self, run: _Element, sign: str) -> _Element:
        made = etree.Element(w(sign), {ID: str(next(self._ids)), w("author"): AUTHOR})
        made.append(_gone(deepcopy(run)) if sign == "del" else deepcopy(run))
        return made

    def _shell(self, p: _Element, old: _Element | None = None, *, mark: str = "") -> _Element:
        """The paragraph without content: its properties, and what they were before."""
        made = etree.Element(_P, nsmap={"w": W})
        properties = p.find(_PPR)
        before = old.find(_PPR) if old is not None else None
        changed = old is not None and _bytes(properties) != _bytes(before)
        if properties is None and not mark and not changed:
            return made
        own = deepcopy(properties) if properties is not None else etree.Element(_PPR)
        made.append(own)
        if mark:
            self.mark(etree.SubElement(own, _RPR), mark)
        if changed:
            change = self.mark(own, "pPrChange")
            change.append(deepcopy(before) if before is not None else etree.Element(_PPR))
        return made

    # content

    def _compared(self, a: Atom) -> tuple[str, ...]:
        """By what an old atom is compared: a field that repeats a call by the note as it is named now."""
        return ("field", self._names.get(a.key[1], "")) if a.key[0] == "field" else a.key

    def _keep(self, parent: _Element, olds: Sequence[Atom], news: Sequence[Atom]) -> None:
        for a, b in zip(olds, news, strict=True):
            if b.note:
                self.paired.append((a.note, b.note))
                self._names[a.note] = b.note
        named = {b.note for a, b in zip(olds, news, strict=True) if a.named}
        self._put(parent, [replace(b, named=True) if b.note in named else b for b in news], "")

    def _put(self, parent: _Element, those: Sequence[Atom], sign: str) -> None:
        if sign == "del":
            those = [self._old_note(a) if a.note else a for a in those]
        for link, group in groupby(those, key=lambda a: a.link):
            inside = _link(parent, link, sign)
            for single, run in groupby(group, key=lambda a: bool(a.elements)):
                if single:
                    for atom in run:
                        self._put_elements(inside, atom, sign)
                else:
                    wrapped = self.mark(inside, sign) if sign else inside
                    wrapped.extend(_runs(list(run), gone=sign == "del"))

    def _old_note(self, a: Atom) -> Atom:
        """The call of a note that only the old version has: its note gets an id that no new one has."""
        fresh = str(next(self._spare))
        self.gone.append((a.note, fresh))
        self._names[a.note] = fresh
        (run,) = a.elements
        run = deepcopy(run)
        for e in run.iter(_CALL):
            e.set(ID, fresh)
        return replace(a, elements=(run,), note=fresh)

    def _put_elements(self, parent: _Element, a: Atom, sign: str) -> None:
        if a.named:
            i = str(1_000_000 + next(self._ids))
            etree.SubElement(parent, _START, {ID: i, _NAME: f"{_NOTE_NAME}{a.note}"})
        wrapped = self.mark(parent, sign) if sign else parent
        wrapped.extend(_gone(deepcopy(e)) if sign == "del" else deepcopy(e) for e in a.elements)
        if a.named:
            etree.SubElement(parent, _END, {ID: i})

    def settle(self, root: _Element) -> None:
        """Lead the fields of the old version that repeat a call to the notes as they are named now."""
        for e in root.iter(w("delInstrText")):
            _rename(e, self._names)


def rename_notes(root: _Element, ids: Mapping[str, str]) -> None:
    """Give the bookmarks around calls of notes, and the fields that repeat these, the names of the notes' new ids."""
    for e in root.iter(_START):
        _, name, number = e.get(_NAME, "").partition(_NOTE_NAME)
        if name:
            e.set(_NAME, f"{_NOTE_NAME}{ids.get(number, number)}")
    for e in root.iter(w("instrText"), w("delInstrText")):
        _rename(e, ids)


def _rename(field: _Element, ids: Mapping[str, str]) -> None:
    before, name, after = (field.text or "").partition(_NOTE_NAME)
    number, _, rest = after.partition(" ")
    if name:
        field.text = f"{before}{name}{ids.get(number, number)} {rest}"


# where marks stand in a paragraph


def _pieces(p: _Element) -> list[list[_Element]]:
    """The content of a paragraph piece by piece: the call of a note with the bookmark around it is one."""
    found: list[list[_Element]] = []
    within = ""
    for e in p:
        if e.tag == _START and e.get(_NAME, "").startswith(_NOTE_NAME):
            within = e.get(ID, "")
            found.append([e])
        elif within:
            found[-1].append(e)
            within = "" if e.tag == _END and e.get(ID) == within else within
        elif e.tag not in (_PPR, _START, _END):
            found.append([e])
    return found


def _sign(piece: Sequence[_Element]) -> str:
    """The mark around a piece of a paragraph, or around all that a link holds; empty for none."""
    those = (
        inner for e in piece if e.tag not in (_START, _END) for inner in (e if e.tag == _LINK and len(e) else (e,))
    )
    signs = {_SIGNS.get(e.tag, "") for e in those}
    return signs.pop() if len(signs) == 1 else ""


def _end_sign(p: _Element) -> str:
    """The mark on the end of a paragraph."""
    marks = p.find(f"{_PPR}/{_RPR}")
    return next((_SIGNS[e.tag] for e in (() if marks is None else marks) if e.tag in _SIGNS), "")


def _first_sign(p: _Element) -> str:
    """The mark that a paragraph begins with: of its first words, or of its end where it has none."""
    first = next(iter(_pieces(p)), None)
    return _end_sign(p) if first is None else _sign(first)


def _without_last(pieces: Sequence[list[_Element]], sign: str) -> list[list[_Element]]:
    """The pieces without the last ones that have a mark."""
    kept = [*pieces]
    while kept and _sign(kept[-1]) == sign:
        kept.pop()
    return kept


def _last_word(piece: Sequence[_Element]) -> _Element | None:
    """The last word of a run as a run of its own, taken off it; None for what holds more than words."""
    run = piece[0]
    text = run.find(_T)
    held = [e.tag for e in run if e.tag != _RPR]
    words = words_of(text.text or "") if run.tag == _R and text is not None and held == [_T] else []
    if text is None or not words:
        return None
    made = deepcopy(run)
    text.text, made[-1].text = "".join(words[:-1]), words[-1]
    return made


# a paragraph taken apart


def atoms(p: _Element) -> list[Atom]:
    """The content of a paragraph that our own writer made."""
    found: list[Atom] = []
    _collect(p, ("", ""), found)
    return found


def _collect(parent: _Element, link: tuple[str, str], found: list[Atom]) -> None:
    field: list[_Element] | None = None
    named = False
    for e in parent:
        if e.tag == _LINK:
            _collect(e, ("r", e.get(REL_ID, "")) if e.get(REL_ID) else ("a", e.get(_ANCHOR, "")), found)
        elif e.tag == _START:
            named = named or e.get(_NAME, "").startswith(_NOTE_NAME)
        elif e.tag == _R:
            kind = next((f.get(_FIELD_TYPE) for f in e.iterchildren(_FIELD)), "")
            if kind == "begin":
                field = []
            if field is not None:
                field.append(e)
                if kind == "end":
                    found.append(Atom(("field", _repeated(field)), 1, link=link, elements=tuple(field)))
                    field = None
            elif (call := e.find(_CALL)) is not None:
                marker = "".join(t.text or "" for t in e.iter(_T))
                # an empty mark that is typed is not a number that Word counts
                key = ("call", call.get(_TYPED, ""), marker, _bytes(e.find(_RPR)))
                found.append(Atom(key, 1, link=link, elements=(e,), note=call.get(ID, ""), named=named))
                named = False
            else:
                found += _run(e, link)


def _repeated(field: list[_Element]) -> str:
    """The id of the note whose call a field repeats."""
    said = "".join(e.text or "" for run in field for e in run.iter(w("instrText")))
    return said.partition(_NOTE_NAME)[2].partition(" ")[0]


def _run(run: _Element, link: tuple[str, str]) -> Iterator[Atom]:
    look = run.find(_RPR)
    # a link within the document leads to another number, which is no change of the text
    shown = (_bytes(look), link[1] if link[0] == "r" else "")
    for e in run:
        if e.tag == _RPR:
            continue
        if e.tag == _T:
            for word in words_of(e.text or ""):
                # whether a space may be broken at is typography, which a text that is typed anew loses
                yield Atom(("word", word.translate(_SPACES), *shown), len(word), look, link, text=word)
        else:
            yield Atom(("sign", _bytes(e), *shown), 1, look, link, text="", elements=(_of(e, look),))


def _of(e: _Element, look: _Element | None) -> _Element:
    """A run that holds only this element."""
    run = etree.Element(_R)
    if look is not None:
        run.append(deepcopy(look))
    run.append(deepcopy(e))
    return run


def _bytes(e: _Element | None) -> str:
    if e is None:
        return ""
    e = deepcopy(e)
    e.tail = None
    etree.cleanup_namespaces(e)
    return etree.tostring(e, encoding="unicode")


# and put together


def _link(parent: _Element, link: tuple[str, str], sign: str) -> _Element:
    """Where the content of a link stands; one that is gone and led to a place of the document leads nowhere now."""
    kind, target = link
    if not kind or (kind == "a" and sign == "del"):
        return parent
    return etree.SubElement(parent, _LINK, {REL_ID if kind == "r" else _ANCHOR: target})


def _runs(words: list[Atom], *, gone: bool) -> Iterator[_Element]:
    for _, group in groupby(words, key=lambda a: _bytes(a.look)):
        those = list(group)
        run = etree.Element(_R)
        if those[0].look is not None:
            run.append(deepcopy(those[0].look))
        text = etree.SubElement(run, _GONE[_T] if gone else _T, {_SPACE: "preserve"})
        text.text = "".join(a.text for a in those)
        yield run


def _gone(run: _Element) -> _Element:
    for e in run.iter(*_GONE):
        e.tag = _GONE[e.tag]
    return run


def _with_bookmarks(made: _Element, p: _Element) -> _Element:
    """The bookmarks of the units of the new version, around the whole paragraph."""
    at = 1 if made.find(_PPR) is not None else 0
    for e in p.iterchildren(_START):
        if not e.get(_NAME, "").startswith(_NOTE_NAME):
            made.insert(at, etree.Element(_START, {ID: e.get(ID, ""), _NAME: e.get(_NAME, "")}))
            etree.SubElement(made, _END, {ID: e.get(ID, "")})
            at += 1
    return made

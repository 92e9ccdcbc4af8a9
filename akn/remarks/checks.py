"""What looks wrong in a finished document: a table of checks, each with its code.

A check looks at the units of the document (`akn.walk.units`) and yields the eId of what it doubts, with the words that
fill the message of its code.  It never changes anything.  Each must be nearly free of false alarms: what it was
measured on stands in docs/quality.md, and its examples in tests/akn/remarks/cases.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import compress, pairwise
from typing import Any, NamedTuple, TypeVar

from akn.blocks import NoteBlock, paragraphs
from akn.diagnostics import Code, Diagnostic, Position
from akn.document import Annex, Division, Document, Formula, Operative, PointList, Table
from akn.errors import UsageError
from akn.languages import load
from akn.languages.actions import find_opening
from akn.languages.labels import match_label
from akn.languages.match import match_formula
from akn.languages.shape import Language, forms
from akn.languages.slots import ordinals_in
from akn.languages.tables import ActionPlace
from akn.languages.view import fold
from akn.outline import Outline
from akn.patterns import lazy_pattern
from akn.punctuation import COLONS, COMMAS
from akn.remarks.places import place_of
from akn.text import Kind, Mark, Stretches, Text, first_words, title_lines
from akn.walk import Place, Unit, walk
from akn.xml.elements import Path
from akn.xml.names import ADOPTED

T = TypeVar("T")

UNNUMBERED = "unnumbered"
"""A kind of its own for checks: a paragraph without a number, or a further text of one."""

Found = Iterator[tuple[str | Position, dict[str, object]]]
"""The eId of what is doubted, or its place in the source, and the words that fill the message."""

_STOPS = "。;；؛"
_CLOSING = "\"'”“’‘»›)]）］」』 \u00a0\u200e\u200f"
_WORDS = 60  # characters of a text that a message shows


class Subject:
    """A document with what the checks ask about it."""

    def __init__(self, outline: Outline, noticed: Sequence[Diagnostic] = ()) -> None:
        self.document = document = outline.document
        self.blocks = outline.blocks
        self.noticed = noticed
        self.identifiers = outline.identifiers
        self.units = outline.units
        self.rest = document.body or document.preamble or document.annexes or document.parts
        self.size = 0
        self.present = Counter[str]()
        """How many units of each kind it has, and `UNNUMBERED`."""
        self.at = defaultdict[Place, list[Unit]](list)
        """The units of each place."""
        lines = []
        for u in self.units:
            self.at[u.place].append(u)
            self.present[u.kind] += 1
            self.present[UNNUMBERED] += u.kind in ("operative", "text") and not u.num
            content = u.text.content
            self.size += len(content)
            lines.append(content)
        self.lines = "\n".join(lines)

    @cached_property
    def language(self) -> Language | None:
        """The language of the document, None if there is no file for it."""
        try:
            return load(self.document.metadata.language)
        except UsageError:
            return None

    @cached_property
    def _nodes(self) -> Mapping[type, list[tuple[Path, Any]]]:
        found: dict[type, list[tuple[Path, object]]] = {}
        for path, node in walk(self.document):
            found.setdefault(type(node), []).append((path, node))
        return found

    def each(self, kind: type[T]) -> Sequence[tuple[Path, T]]:
        """The nodes of a class in the document, with their paths (`akn.walk.walk`, asked once)."""
        return self._nodes.get(kind, ())

    @cached_property
    def subheadings(self) -> frozenset[int]:
        """The indices of the units that look like headings in lists of points."""
        return frozenset(_subheadings(self))

    @cached_property
    def star_notes(self) -> frozenset[int]:
        """The indices of the units that look like notes with stars, or like the rule above them."""
        return frozenset(_star_notes(self))

    @cached_property
    def keys_of_stars(self) -> frozenset[int]:
        """Those of them that several words call, and their rule."""
        return frozenset(_keys_of_stars(self))

    @cached_property
    def ends_of_points(self) -> Counter[Path]:
        """How many points of each list end with a letter."""
        return Counter(u.path[:-1] for u in self.units if u.kind == "point" and _ends_in_letter(u))

    @cached_property
    def spoken_of(self) -> frozenset[str]:
        """The printed words of which the passes said something that stays (`of_others` does not)."""
        stays = (d for d in self.noticed if d.code is not Code.ORGAN_WITHOUT_ADDRESS)
        return frozenset(value for d in stays for name, value in d.details if name == "text")

    @cached_property
    def of_others(self) -> frozenset[str]:
        """The numbers that the passes took for those of organs without addresses."""
        others = (d for d in self.noticed if d.code is Code.ORGAN_WITHOUT_ADDRESS)
        return frozenset(value for d in others for name, value in d.details if name == "text")

    def eid(self, path: Path) -> str:
        """The eId of a node, or of the nearest one around it."""
        eids = self.identifiers.eids
        return next((eids[path[:size]] for size in range(len(path), 0, -1) if path[:size] in eids), "")

    def root(self, i: int) -> int:
        """The index of the paragraph that a unit belongs to."""
        while self.units[i].kind in ("point", "text", "row", "caption", "kept") and self.units[i].parent >= 0:
            i = self.units[i].parent
        return i


Check = Callable[[Subject], Found]


class Suspicion(NamedTuple):
    """A row of the table: a code, its check, and what must be there for it to find anything."""

    code: Code
    check: Check
    about: tuple[str, ...]
    least: int
    like: re.Pattern[str] | None


_table: list[Suspicion] = []


def check(code: Code, *about: str, least: int = 1, like: str = "") -> Callable[[Check], Check]:
    """Enter a check into the table under its code, with what must be there for it to find anything.

    That is `least` so many units of the kinds that it is `about` (or `UNNUMBERED`), and a pattern which something is
    `like` in the words of the document, each unit a line after a line end.
    """

    def enter(function: Check) -> Check:
        _table.append(Suspicion(code, function, about, least, lazy_pattern(like) if like else None))
        return function

    return enter


def checked(
    outline: Outline, source: str = "", noticed: Sequence[Diagnostic] = (), *, letters: bool = False
) -> Iterator[Diagnostic]:
    """What looks wrong in a document, in the order of the table.

    `noticed` is what the passes said of it; `letters` asks whether it has wrong letters, too.
    """
    subject = Subject(outline, noticed)
    if not subject.rest and subject.size <= _ENOUGH:
        return
    lines = f"\n{subject.lines}"
    for code, function, about, least, like in _table:
        lacks = about and sum(map(subject.present.__getitem__, about)) < least
        if lacks or (code is Code.LETTERS_EXCHANGED and not letters) or (like and not like.search(lines)):
            continue
        for place, found in function(subject):
            where = place if isinstance(place, Position) else Position(source=source, eid=place)
            yield code.at(where, **found)


def _short(text: str) -> str:
    """The first words of a text."""
    return first_words(text, _WORDS)


def _last(text: str) -> str:
    """The last sign of a text, closing quotation marks and brackets apart."""
    return text.rstrip(_CLOSING)[-1:]


# ---- the whole


_NO_FORMULA = "it has no enacting formula, the line that names the organ"
_NO_BODY = "it has no body, and what follows it is taken for annexes"


@check(Code.STRUCTURE_DOUBTFUL)
def whole(subject: Subject) -> Found:
    """A resolution that has no formula, whose body stands in an attachment, whose preamble never ends, or most of whose
    text stands in headings; or a document that is all title."""
    document, kind = subject.document, subject.document.metadata.kind
    wholes = document.parts or (document,)
    has_body = bool(document.body or document.parts)
    formulas = [node for w in wholes for node in w.preamble if isinstance(node, Formula)]
    doubts = {
        _NO_FORMULA: kind == "resolution" and has_body and not formulas,
        "a preambular paragraph stands in the place of its enacting formula": _wrong_formula(subject),
        _NO_BODY: kind in ADOPTED and not has_body and document.annexes,
        "no operative paragraph follows its preamble": kind != "document" and _is_all_preamble(document),
        "all of it is taken for its title": not subject.rest,
        "most of it is taken for headings": _headings(subject),
    }
    reasons = [reason for reason, holds in doubts.items() if holds]
    if _NO_FORMULA in reasons and (line := _formula_elsewhere(subject)):
        reasons[reasons.index(_NO_FORMULA)] = (
            f"“{line}”, which looks like its enacting formula, was read as a line of the first page"
        )
    if reasons:
        yield "", {"reasons": "; ".join(reasons)}


def _is_all_preamble(document: Document) -> bool:
    """Whether there is a preamble, and neither a body after any nor an annex."""
    bodies = [whole.body for whole in document.parts or (document,) if whole.preamble]
    return bool(bodies) and not any(bodies) and not document.annexes


def _formula_elsewhere(subject: Subject) -> str:
    """A line of the cover or the title that reads like an enacting formula with its comma; empty if there is none."""
    language = subject.language
    front = (u for u in subject.units if u.place in (Place.COVER, Place.PREFACE)) if language is not None else ()
    lines = (" ".join(u.text.content.split()) for u in front)
    like = (line for line in lines if _last(line) in tuple(COMMAS))
    return next((line for line in like if language and (m := match_formula(language, line)) and m.actor), "")


def _wrong_formula(subject: Subject) -> bool:
    language = subject.language
    for u in subject.units:
        if u.kind != "formula" or language is None or match_formula(language, u.text.content) is not None:
            continue
        if find_opening(u.text, language, "preamble") is not None:
            return True
    return False


_MANY = 0.3
"""The share of text in headings that puts a document in doubt: of 977 published texts above 2,000
characters the largest has 0.085.
"""
_ENOUGH = 2000  # characters: in a shorter text a few long headings are a third


def _headings(subject: Subject) -> bool:
    sizes: Counter[bool] = Counter()
    for u in subject.units:
        if u.kind in ("heading", "operative", "point", "text", "preambular"):
            sizes[u.kind == "heading"] += len(u.text)
    return sizes.total() > _ENOUGH and sizes[True] > _MANY * sizes.total()


# ---- paragraphs


@check(Code.PARAGRAPH_UNFINISHED, UNNUMBERED)
def unfinished(subject: Subject) -> Found:
    """A numbered paragraph that ends in a comma before an unnumbered one: a page cut it in two.

    The second half may stand as a paragraph of its own or within the first: of 32 such places in 1,165 texts of a
    scanner 29 are cuts.  The others are told apart: what ends the sentence of a list, and subheadings
    (`heading_in_list`).
    """
    found = subject.units
    for i, (u, after) in enumerate(pairwise(found)):
        if after.kind not in ("operative", "text") or after.num or after.place not in _BODY or not after.text:
            continue
        if i + 1 in subject.subheadings or _ends_sentence_of_list(subject, after):
            continue
        root = found[subject.root(i)]
        if root.kind == "operative" and root.num and u.kind != "row" and _last(u.text.content) in tuple(COMMAS):
            yield root.eid, {"number": root.num, "words": _short(after.text.content)}


def _ends_sentence_of_list(subject: Subject, u: Unit) -> bool:
    """True for the text after a list that ends its sentence: it begins with a conjunction, or with an action."""
    return "wrap_up" in u.path and _joins_on(subject, u.text)


_SPEAKING = ("operative", "preambular", "point", "text")
_BODY = (Place.OPERATIVE, Place.ANNEX)


@check(Code.SENTENCE_CUT)
def cut_sentence(subject: Subject) -> Found:
    """A paragraph that ends without a sign, or another one that begins with a small letter: a page cut a sentence.

    Of 1,165 published texts three have such a place (a bullet that is a letter, twice, and a heading that is a
    paragraph), of as many from a scanner nine more, all cut.
    """
    for before, u in pairwise(subject.units):
        together = before.text and (u.place is before.place or u.kind == "text")
        if not together or before.kind not in _SPEAKING or u.kind not in _SPEAKING:
            continue
        if _begins_small(before, u) or _ends_open(subject, before, u):
            words = " ".join(before.text.content.split())[-_WORDS // 2 :].lstrip()
            yield u.eid, {"before": words, "words": _short(u.text.content)}


def _is_bullet(content: str) -> bool:
    """True for words after the small circle of Word's second level, which text holds as the letter o."""
    after = content[2:3]
    return content[:2] in ("o ", "o\u00a0") and not (after.isascii() and after.islower())


def _begins_small(before: Unit, u: Unit) -> bool:
    """True for a paragraph without a number that begins with a small letter after one that ends."""
    if u.kind != "operative" or u.num or before.kind == "preambular" or _is_bullet(u.text.content):
        return False
    content = u.text.content.lstrip(_OPENERS)
    return content[:1].islower() and _last(before.text.content) not in (*":;", *COMMAS, *_STOPS, "–", "—")


def _ends_open(subject: Subject, before: Unit, u: Unit) -> bool:
    """True for a paragraph that a letter or a bracket ends, before words that no action opens.

    Headings of points end so before their text, and so do all lines of some lists, which begin with the same word;
    lines of figures are rows of a table (`lost_table`).
    """
    head, tail = before.text.content.rstrip(_QUOTES), u.text.content.lstrip(_OPENERS)
    if min(len(head), len(tail)) < _CUT or u.num[:1] not in ("", "–", "—", "-") or subject.language is None:
        return False
    small = tail[:1].islower()
    if not (head[-1].isalpha() or head[-1] in ")]" or (head[-1].isdigit() and small)) or _ends_in_figure(u):
        return False
    inside = before.kind == "point" and u.kind == "text"
    titled = inside and (len(head) <= _TITLED or not small or _headings_of_points(subject, before))
    if titled or head[:_ALIKE] == tail[:_ALIKE]:
        return False
    return all(find_opening(u.text, subject.language, part) is None for part in _EITHER)


def _headings_of_points(subject: Subject, point: Unit) -> bool:
    """True if two other points of a list end with a letter: what stands in them are headings."""
    return subject.ends_of_points[point.path[:-1]] - _ends_in_letter(point) >= _HEADED


def _ends_in_letter(u: Unit) -> bool:
    return u.text.content.rstrip(_QUOTES)[-1:].isalpha()


_EITHER: tuple[ActionPlace, ...] = ("preamble", "operative")
_HEADED = 2
_QUOTES = "\"'”“’‘»›）］」』 \u00a0\u200e\u200f*"
_OPENERS = "\"'“”«»([–— \u00a0"
_CUT = 40  # characters of either half, at least: a shorter one may be a heading, or a line of a list
_ALIKE = 4  # characters with which the lines of a list begin


_NUMBERED = 3  # numbered paragraphs: among fewer one without a number says nothing
_LONE = 0.25
"""The share of paragraphs without a number above which they are printed so.

Of 1,165 published texts one has such a paragraph.  As scanned ten more have one, and as pages of a PDF file three: each
lost its number, or was cut by a page.
"""


@check(Code.PARAGRAPH_WITHOUT_NUMBER, UNNUMBERED)
def without_number(subject: Subject) -> Found:
    """A paragraph without a number right between two of many that have one, or after all others of the operative part,
    or a text within a paragraph of it that a full stop has ended: a page cut the one before it in two, or its number
    is lost."""
    levels: dict[Path, list[int]] = {}
    texts: dict[Path, list[int]] = {}
    for i, u in enumerate(subject.units):
        if u.kind == "operative" and u.text:
            levels.setdefault(u.path[:-1], []).append(i)
        elif u.kind == "text" and u.place is Place.OPERATIVE and _follows_a_stop(subject, i):
            texts.setdefault(subject.units[subject.root(i)].path[:-1], []).append(i)
    for path, level in levels.items():
        numbered = sum(bool(subject.units[i].num) for i in level)
        lone = [
            i
            for before, i, after in zip(level, level[1:], [*level[2:], -1], strict=False)
            if subject.units[before].num and _stands_alone(subject, i, after)
        ]
        lone += texts.get(path, ())
        if numbered >= _NUMBERED and len(lone) <= _LONE * numbered:
            for i in lone:
                yield subject.units[i].eid, {"words": _short(subject.units[i].text.content)}


def _stands_alone(subject: Subject, i: int, after: int) -> bool:
    """True for a text without a number, before one that has one or the last of the operative part (-1), that neither
    introduces nor is introduced."""
    before, u = subject.units[i - 1], subject.units[i]
    ordered = subject.units[after].num if after >= 0 else u.place is Place.OPERATIVE
    introduced = any(_last(text.text.content) in tuple(_LEADING) for text in (before, u))
    return bool(ordered) and not u.num and not introduced


def _follows_a_stop(subject: Subject, i: int) -> bool:
    """True for a text of a numbered paragraph, at the depth of its words, after a full stop."""
    u, root, before = subject.units[i], subject.units[subject.root(i)], subject.units[i - 1].text.content
    heads_table = any(after.kind in ("row", "caption") for after in subject.units[i + 1 : i + 2])
    return bool(root.num) and u.depth <= root.depth + 1 and _last(before) in (".", "。") and not heads_table


_LEADING = ":：,،，、"
"""Signs after which an unnumbered paragraph belongs to the one before, or leads to the one after it."""


@check(Code.NUMBER_TWICE)
def number_twice(subject: Subject) -> Found:
    """Two paragraphs, points or headings of one level with one number, or a point, a heading or a part that begins with
    its own; of a run that repeats (a list that begins again) the first, of headings that of each run."""
    seen: dict[tuple[Path, str], Unit] = {}
    runs: dict[Path, set[str]] = {}  # the numbers of the run that repeats
    for u, after in zip(subject.units, [*subject.units[1:], None], strict=True):
        if u.kind in ("operative", "point", "heading", "part") and u.num and any(map(str.isalnum, u.num)):
            first = seen.setdefault((u.path[:-1], u.num), u)
            above = subject.units[u.parent] if u.kind == "point" and u.path[-1] == 0 else None
            within = above is not None and above.kind == "point" and above.num == u.num
            again = first is not u or within or _repeats_number(u, after)
            run = runs.setdefault(u.path[:-1], set())
            if again and (not run or (u.kind == "heading" and u.num in run)):
                run.clear()
                yield u.eid, {"number": u.num}
            if first is not u:
                run.add(u.num)
            else:
                run.clear()


def _repeats_number(u: Unit, after: Unit | None) -> bool:
    """True for a heading whose words begin with its number, or a part whose title is its letter: "I. I. Lamps"."""
    if u.kind == "heading":
        return u.text.content.startswith((f"{u.num} ", f"{u.num}\u00a0"))
    return u.kind == "part" and after is not None and after.text.content.strip() == u.num


@check(Code.PARAGRAPH_TWICE)
def paragraph_twice(subject: Subject) -> Found:
    """A paragraph of the preamble or the body whose words are those of one before it, on the same level.

    Of 1,165 published texts none has one, of as many from a scanner three, all repeated by it.
    """
    known: dict[tuple[Path, str], Unit] = {}
    for u in subject.units:
        if u.kind not in ("preambular", "operative") or u.place is Place.ANNEX or len(u.text) < _REPEATED:
            continue
        words = u.text.content.rstrip(f" \u00a0.{_STOPS}{COMMAS}")
        first = known.setdefault((u.path[:-1], words), u)
        if first is not u:
            yield u.eid, {"words": _short(words), "first": place_of(first.eid)}


_REPEATED = 60  # characters of a paragraph: what is shorter may be said again ("Takes note of the report;")


_AGAIN = 3


@check(Code.LEADING_LINE_AGAIN, UNNUMBERED, least=_AGAIN)
def leading_line_again(subject: Subject) -> Found:
    """A short line that ends with a colon, without a number and an action, above numbered paragraphs, in the same words
    three times or more: the heading of each group of them.  The place is the first.

    Of 1,165 published texts and 318 other inputs two resolutions have such lines, one in five languages: 19 to 38 times
    "Targets:" or "We commit to taking the following actions:".
    """
    above: dict[str, list[Unit]] = {}
    for u, after in pairwise(subject.units):
        words = u.text.content.strip()
        if u.kind == "operative" and not u.num and after.num and len(words) < _REPEATED and words.endswith(_COLONS):
            above.setdefault(words, []).append(u)
    for words, those in above.items():
        if len(those) >= _AGAIN and not any(u.text.of(Kind.ACTION) for u in those):
            yield those[0].eid, {"words": words, "count": len(those)}


_COLONS = tuple(COLONS)


@check(Code.PARAGRAPH_WITHOUT_TEXT, "operative")
def without_text(subject: Subject) -> Found:
    """A numbered paragraph that says nothing: what it says stands elsewhere, or is lost."""
    blank = {u.path for u in subject.units if u.kind == "operative" and u.num and not u.text.content.strip()}
    for path, node in subject.each(Operative) if blank else ():
        if path in blank and all(isinstance(c, Text) and not c.content.strip() for c in node.content):
            yield subject.eid(path), {"number": node.num}


@check(Code.LIST_BEGINS_LATE, "point")
def late_list(subject: Subject) -> Found:
    """Points that begin with (b): the first of them lost its label, or a line between them ended the list."""
    for path, node in subject.each(PointList):
        if node.bullets or subject.language is None:
            continue
        label = node.points[0].num
        first = match_label(subject.language, f"{label} x") if label and not _is_bullet(f"{label} ") else None
        if first is not None and first.readings and all(value > 1 for _, value in first.readings):
            yield subject.eid((*path, "points", 0)), {"label": node.points[0].num}


@check(Code.TEXT_AFTER_POINTS, UNNUMBERED)
def after_points(subject: Subject) -> Found:
    """A text without a label after a point that ends as others follow: a point that lost it.

    What ends the sentence of a list begins with a conjunction or an action ("and demands that ...").
    """
    for before, u in pairwise(subject.units):
        if before.kind not in ("point", "text") or before.depth <= u.depth or not u.text:
            continue
        lone = u.kind == "text" or (u.kind == "operative" and not u.num and u.place is Place.OPERATIVE)
        if lone and _last(before.text.content) in _GOES_ON and not _joins_on(subject, u.text):
            yield u.eid, {"words": _short(u.text.content)}


_GOES_ON = (*";；؛",)
"""Signs after which another point follows; in 580 published texts 5 of 6 texts after them continue the sentence."""


def _joins_on(subject: Subject, text: Text) -> bool:
    """True if a text begins with a conjunction, or with an action."""
    if subject.language is None:
        return True
    actions = subject.language.actions
    words = text.content.casefold()
    joints = tuple(word.casefold() for word in (*actions.joints, *actions.conjunctions))
    spaced = subject.language.spaced
    joined = any(words.startswith(f"{joint} " if spaced and joint in actions.joints else joint) for joint in joints)
    return joined or find_opening(text, subject.language, "operative") is not None


@check(Code.HEADING_IN_LIST, "point", UNNUMBERED)
def heading_in_list(subject: Subject) -> Found:
    """A short line without a number and an end between points, or within a paragraph above the next one, which was not
    read as the heading of those after it.

    Of 1,165 published texts two resolutions have such lines between points, in all their languages, and all of them
    head points; above a paragraph one text has one, a piece of a citation.  Of two such lines of a report, the second
    stands above a paragraph once the first was made a heading, and stays remarked.
    """
    for i in sorted(subject.subheadings | set(_above_paragraphs(subject))):
        yield subject.units[i].eid, {"words": _short(subject.units[i].text.content)}


def _above_paragraphs(subject: Subject) -> Iterator[int]:
    """The indices of short lines without an end that close a paragraph whose sentence ended, above a numbered one."""
    of_three = zip(subject.units, subject.units[1:], subject.units[2:], strict=False)
    for i, (before, u, after) in enumerate(of_three, 1):
        if u.kind == "text" and not u.num and 0 < len(u.text) <= _TITLED and u.place in _BODY:
            ended = _last(u.text.content) in (*COMMAS, *_STOPS, *".:：")
            if after.kind == "operative" and after.num and not ended and _last(before.text.content) in (*_STOPS, "."):
                yield i


def _subheadings(subject: Subject) -> Iterator[int]:
    """The indices of short lines without a number and an end before a point, after a sign that ends another."""
    of_three = zip(subject.units, subject.units[1:], subject.units[2:], strict=False)
    for i, (before, u, after) in enumerate(of_three, 1):
        if u.kind not in ("text", "point") or u.num or not 0 < len(u.text) <= _TITLED or u.place not in _BODY:
            continue
        numbered = after.kind == "point" and any(c.isalnum() for c in after.num)
        last = _last(u.text.content)
        ended = last in (*COMMAS, *_STOPS, ".") or (last in ":：" and _begins_list(subject, after))
        if numbered and not ended and _last(before.text.content) in (*COMMAS, *_STOPS, "."):
            yield i


_TITLED = 100  # characters of a subheading, at most


def _begins_list(subject: Subject, point: Unit) -> bool:
    """True if the label of a point can be the first of a list."""
    label = match_label(subject.language, f"{point.num} x") if subject.language is not None else None
    return label is None or any(value == 1 for _, value in label.readings)


@check(Code.CALL_WITHOUT_NOTE)
def call_without_note(subject: Subject) -> Found:
    """A call in the source whose note is not there, where the reader of the format did not say so."""
    for d in subject.noticed:
        if d.code in (Code.CALL_WITHOUT_NOTE, Code.NOTE_MISSING):
            return
    notes: set[str] | None = None  # the keys of those that are there
    for block in paragraphs(subject.blocks):
        for m in block.text.marks:
            if m.kind is not Kind.NOTE:
                continue
            if notes is None:
                notes = {block.key for block in subject.blocks if isinstance(block, NoteBlock)}
            if m.get("key") not in notes:
                yield block.source, {"count": 1, "markers": m.get("marker") or m.get("key")}


_CITED = r"[^\w\n]*(?:[A-Z]{1,4}/[A-Z0-9.]|\d{1,4}/\d|\d{3,4} \(?\d{4}\b)"
_CITES = lazy_pattern(_CITED)


@check(Code.PARAGRAPH_BEGINS_WITH_CITATION, "preambular", like=rf"\n{_CITED}")
def begins_with_citation(subject: Subject) -> Found:
    """A preambular paragraph that begins with what is cited: the rest of the one before."""
    for u in subject.units:
        if u.kind == "preambular" and _CITES.match(u.text.content):
            yield u.eid, {"words": _short(u.text.content)}


_FIGURES = 4  # lines of figures in a row
_ROWS = 6  # lines of words and a figure in a row
_CELL = 40  # characters of a cell, at most
_LINES = ("operative", "heading", "text", "preambular")


@check(Code.TABLE_LOST, *_LINES, least=_FIGURES)
def lost_table(subject: Subject) -> Found:
    """Lines of figures one below the other: a table that was read as paragraphs, whose titles may be headings.

    Of 4,660 outputs 18 have some, all of them tables of pages without rules.
    """
    for is_line, is_title, least in ((_is_figure, None, _FIGURES), (_ends_in_figure, _is_title, _ROWS)):
        for lines in _runs(subject.units, is_line, is_title):
            if len(lines) >= least:
                yield lines[0].eid, {"count": len(lines), "words": _short(" / ".join(u.text.content for u in lines))}


def _runs(
    units: Iterable[Unit], is_line: Callable[[Unit], bool], is_title: Callable[[Unit], bool] | None
) -> Iterator[list[Unit]]:
    """Lines one below the other; headings may part them, and a line that is a title ("Part II. Trade")."""
    run: list[Unit] = []
    title = False
    for u in units:
        if u.kind in (*_LINES, "heading") and is_line(u):
            run.append(u)
            title = False
        elif u.kind == "heading":
            continue
        elif run and not title and is_title is not None and u.kind in _LINES and is_title(u):
            title = True
        else:
            yield run
            run, title = [], False
    yield run


def _is_title(u: Unit) -> bool:
    """True for a short line without a number that ends with a letter: it may stand over some rows of a table."""
    content = u.text.content.rstrip(" )")
    return not u.num and len(content) <= 2 * _CELL and content[-1:].isalpha()


def _is_figure(u: Unit) -> bool:
    content = u.text.content
    if len(content) > _CELL or any(c.isalpha() for c in content):
        return False
    return any(c.isdigit() for c in content) or content.strip() in ("–", "—", "-")


@check(Code.TABLE_RAGGED, "row", "note")
def ragged_table(subject: Subject) -> Found:
    """A table whose rows are not of one width: a cell is missing, or two were read as one."""
    for path, node in subject.each(Table):
        if len(widths := _widths(node)) > 1:
            yield subject.eid(path), {"widths": ", ".join(map(str, sorted(widths)))}


def _widths(table: Table) -> set[int]:
    """How many columns the rows of a table have, with what reaches into them from rows above."""
    found: set[int] = set()
    above: dict[int, int] = {}  # columns taken by cells of rows above, by the rows that are left of them
    for row in table.rows:
        found.add(sum(cell.colspan for cell in row) + sum(above.values()))
        above = {rows - 1: columns for rows, columns in above.items() if rows > 1}
        for cell in row:
            if cell.rowspan > 1:
                above[cell.rowspan - 1] = above.get(cell.rowspan - 1, 0) + cell.colspan
    return found


_GROUPED = lazy_pattern(r"\d{1,3}(?:[ .,\u00a0]\d{3})+(?!\d)")
# the figures at the end, from the first character on that is part of them, if they begin apart from the words before
_ROW_END = lazy_pattern(r"(?<![\d .,\u00a0])(?=[\d .,\u00a0]++$)[\d,\u00a0 ]*?[ \u00a0]\d")
_BETWEEN_FIGURES = " .,\u00a0\n"
_letter = lazy_pattern(r"[^\W\d]")


def _ends_in_figure(u: Unit) -> bool:
    """True for a row of a table that was read as one line: words without a number before them, and a figure.

    A longer one ends in an amount, or several rows were joined.
    """
    ends = not u.num and u.text.content.rstrip(_BETWEEN_FIGURES)[-1:].isdigit()
    if not ends or not (figures := _ROW_END.search(u.text.content)):
        return False
    amounts = _GROUPED.findall(u.text.content)
    is_amount = len(u.text) <= 4 * _CELL and _GROUPED.search(u.text.content, figures.start()) is not None
    if len(u.text) > 2 * _CELL and len(amounts) < 2 and not is_amount:
        return False
    words = u.text.content[: figures.start()]
    return _letter.search(words, max(words.rfind(stop) for stop in ".;:") + 1) is not None


@check(Code.HEADING_NUMBER_GAP, "heading")
def heading_numbers(subject: Subject) -> Found:
    """Headings of one level whose numbers do not follow each other: of 4,660 outputs four have some, all misread."""
    if (language := subject.language) is None:
        return
    before: dict[Path, tuple[str, tuple[tuple[str, int], ...]]] = {}
    for path, node in subject.each(Division):
        if not node.num:
            continue
        label = match_label(language, f"{node.num} x")
        if label is None or not label.readings:
            continue
        previous, readings = before.get(path[:-1], ("", tuple((kind, 0) for kind, _ in label.readings)))
        before[path[:-1]] = node.num, label.readings
        if not any((kind, value - 1) in readings for kind, value in label.readings):
            words = _short(node.heading.content)
            why = f"but the one before it has {previous}" if previous else "though none stands before it at its level"
            yield subject.eid(path), {"words": words, "number": node.num, "why": why}


@check(Code.HEADING_LEVELS, "heading")
def heading_levels(subject: Subject) -> Found:
    """A heading without a number that stands three times or more in the same words, and not always at one level.

    Where nothing that is printed tells the levels of such headings, they are guessed; not that of the first heading of
    all, nor that of one right below a numbered heading, which would be without text.  Of 1,165 published works in four
    formats and 318 other inputs one work has such headings, in all its 24 files ("Targets", at two levels): their
    levels are wrong in each.
    """
    found: dict[tuple[Place, str], list[tuple[int, str]]] = {}
    guessed: set[str] = set()  # the eIds of those whose level is
    numbered: dict[Path, bool] = {}  # each division, and whether it has a number
    begun: set[Path] = set()  # what has a division
    for path, node in subject.each(Division):
        above = numbered.get(path[:-2])
        is_clear = path[:-1] not in begun if above is None else above and path[-1] == 0
        numbered[path] = bool(node.num)
        begun.add(path[:-1])
        if not node.num and (words := node.heading.content.strip()):
            place = Place.ANNEX if "annexes" in path else Place.OPERATIVE
            found.setdefault((place, words), []).append((len(path), eid := subject.eid(path)))
            guessed |= set() if is_clear else {eid}
    for (_, words), those in found.items():
        if len(those) >= _AGAIN and len({depth for depth, _ in those}) > 1 and any(eid in guessed for _, eid in those):
            deepest = max(those, key=lambda one: one[0])
            yield deepest[1], {"words": _short(words), "count": len(those)}


@check(Code.HEADING_IN_TABLE, "row")
def heading_in_table(subject: Subject) -> Found:
    """A heading between the rows of a table: a row that has one cell.

    Where the table above stands below a heading, too, each has its own: three of three of one report in Word.
    """
    lines = [u for u in subject.units if u.kind != "operative" or u.num or u.text]
    headed = False  # the rows just read stand below a heading
    for before, u, after in zip(lines, lines[1:], lines[2:], strict=False):
        if u.kind == "row" and before.kind != "row":
            headed = before.kind == "heading"
        if u.kind == "heading" and before.kind == after.kind == "row" and not headed:
            yield u.eid, {"words": _short(u.text.content)}


_ROMAN = lazy_pattern(r"\W*(?:[IVX]{2,5}|[IVX])\.?[ \u00a0]+(?=[^\W\d_a-z])")
_HEADING = 150  # characters of a heading of one line, at most
_LONGEST = 200  # of any heading: topics are listed in shorter ones ("Water, sanitation, energy, transport")


_STARRED = r"\n[^\S\n]*(?:\*|[\W_]{3})"  # what begins with stars, or with three signs of a rule


@check(Code.NOTE_AS_PARAGRAPH, like=_STARRED)
def note_as_paragraph(subject: Subject) -> Found:
    """A paragraph without a number, or a further text of one, that is a rule, or begins with stars: a note that no
    single word calls, nor do several (`notes_of_many`)."""
    for i, u in enumerate(subject.units):
        if i in subject.star_notes and i not in subject.keys_of_stars:
            yield u.eid, {"words": _short(u.text.content)}


@check(Code.NOTE_OF_MANY, like=_STARRED)
def notes_of_many(subject: Subject) -> Found:
    """A note in the running text whose stars stand after several words before it: the key of a list of names.

    Of 1,165 published works in four formats and 318 other inputs three works have such notes, in all their 18 files
    ("* Term of office expires on 31 December 2044."), and none has other paragraphs with stars.
    """
    for i in sorted(subject.keys_of_stars):
        if (u := subject.units[i]).text.content.lstrip().startswith("*"):
            yield u.eid, {"words": _short(u.text.content)}


def _star_notes(subject: Subject) -> Iterator[int]:
    """The indices of paragraphs and further texts without a number that begin with stars or are a rule."""
    for i, u in enumerate(subject.units):
        if u.kind not in ("operative", "preambular", "text") or u.num or not (words := u.text.content.strip()):
            continue
        if words.startswith("*") or (len(words) >= _RULE and not any(map(str.isalnum, words))):
            yield i


def _keys_of_stars(subject: Subject) -> Iterator[int]:
    """Those of them that several words before them call, and the rule above such notes."""
    calls = Counter[str]()
    at, rule = 0, -1
    for i in sorted(subject.star_notes):
        for u in subject.units[at:i]:
            calls.update(_STARS.findall(u.text.content))
        at = i + 1
        words = subject.units[i].text.content.strip()
        stars = words[: len(words) - len(words.lstrip("*"))]
        if not stars:
            rule = i
        elif calls[stars] >= _MANY_CALLS:
            yield from (k for k in (rule, i) if k >= 0)
            rule, calls[stars] = -1, 0  # the next key has calls of its own


_RULE = 3  # signs of a rule, at least
_MANY_CALLS = 2
_STARS = lazy_pattern(r"(?<=[^\s*])\*{1,9}(?=[\s.,;:)\]،؛。，；：、]|$)")


@check(Code.SECTION_NUMBER_IN_TEXT, UNNUMBERED)
def section_number_in_text(subject: Subject) -> Found:
    """A roman number and words on one line that are the text of a paragraph: a heading that was not seen."""
    for u in subject.units:
        content = u.text.content
        alone = u.kind in ("operative", "text") and not u.num and len(content) <= _HEADING
        if alone and _ROMAN.match(content) and _last(content) not in (*".;:,", *_STOPS):
            yield u.eid, {"words": _short(content)}


# ---- headings, annexes, the front


@check(Code.HEADING_DOUBTFUL, "heading")
def doubtful_heading(subject: Subject) -> Found:
    """A heading that ends as a sentence ends, or one without a number that is long and holds three commas."""
    for u in subject.units:
        if u.kind != "heading" or not u.text:
            continue
        content = u.text.content
        stopped = _last(content) in tuple(_STOPS) or (_last(content) == "." and len(content) > _CELL)
        listed = not u.num and len(content) > _LONGEST and sum(content.count(c) for c in COMMAS) >= 3
        if stopped or listed:
            yield u.eid, {"words": _short(content)}


@check(Code.ANNEX_WITHOUT_LABEL, "annex")
def annex_without_label(subject: Subject) -> Found:
    """What follows the closing lines and begins with no word for an annex."""
    for i, annex in enumerate(subject.document.annexes):
        if not any(line.of(Kind.DOC_TYPE) for line in annex.preface):
            yield subject.eid(("annexes", i)), {"words": _short(_first_words(annex))}


def _first_words(annex: Annex) -> str:
    return next((node.content for _, node in walk(annex) if isinstance(node, Text) and node.content), "")


@check(Code.ANNEX_WITHOUT_TEXT, "annex")
def empty_annex(subject: Subject) -> Found:
    """An annex that is nothing but its label: it stands twice, or its text is elsewhere."""
    for path, node in subject.each(Annex):
        if not (node.body or node.annexes or node.preamble) and len(node.preface) < 2:
            yield subject.eid(path), {"words": _short(_first_words(node))}


@check(Code.FORMULA_TWICE, "formula")
def formula_twice(subject: Subject) -> Found:
    """A line before the enacting formula that says the same."""
    formulas = {u.text.content.casefold() for u in subject.units if u.kind == "formula"}
    for u in (*subject.at[Place.COVER], *subject.at[Place.PREFACE]):
        again = u.kind == "line" and _last(u.text.content) in tuple(COMMAS)
        if again and u.text.content.casefold() in formulas:
            yield u.eid, {"words": _short(u.text.content)}


@check(Code.LINE_BETWEEN_HEADINGS, "annex")
def between_headings(subject: Subject) -> Found:
    """A short paragraph without a number between two headings at the head of an annex: a half of its title."""
    kinds = [u.kind for u in subject.units]
    for i, u in enumerate(subject.units):
        if u.kind != "annex":
            continue
        at = i + 1
        while at < len(kinds) and kinds[at] in ("line", "heading"):
            at += 1
        if at + 1 < len(kinds) and at > i + 1 and kinds[at] == "operative" and kinds[at + 1] == "heading":
            line = subject.units[at]
            ends = _last(line.text.content) in tuple(".。:：")
            if not line.num and 0 < len(line.text) <= _HEADING and not ends:
                yield line.eid, {"words": _short(line.text.content)}


_SYMBOL = r"\b[A-Z]{1,4}/(?:[A-Z0-9]{1,20}[./]){0,8}[A-Z0-9.]{0,20}\d"
_symbol = lazy_pattern(_SYMBOL)
_BRACKETED = lazy_pattern(rf"[\[(（［【][^\[(（［【\])）］】]*{_SYMBOL}")
_FIGURELESS = lazy_pattern(r"\s*[\[［【]\D+[\]］】]\s*$")
_OPENING = frozenset("[(（［【")


@check(Code.COVER_BRACKET_UNREAD, "line", like=r"[\[(（［【]")
def unread_bracket(subject: Subject) -> Found:
    """A bracket of the cover with a symbol in it that no mark tells the meaning of, or one without any figure: of 801
    lines in brackets one has none, which lost the symbol of its report."""
    for u in subject.at[Place.COVER]:
        if _OPENING.isdisjoint(u.text.content):
            continue
        read = u.text.of(Kind.REF, Kind.RREF, Kind.INLINE, Kind.DOC_PROPONENT, Kind.DOC_NUMBER)
        lost = _FIGURELESS.match(u.text.content)
        if lost or (not read and _BRACKETED.search(u.text.content)):
            yield u.eid, {"words": _short(u.text.content)}


@check(Code.TITLE_MISSING)
def missing_title(subject: Subject) -> Found:
    """A text of which the line of adoption alone stands where the title is due: of 1,165 documents nine have lost what
    stands above it; or one with a symbol and no line there at all."""
    preface, metadata = subject.document.preface, subject.document.metadata
    if title_lines(preface) or any(part.preface for part in subject.document.parts):
        return
    if preface:
        yield "preface", {"words": _short(preface[0].content)}
    elif metadata.symbols and subject.document.cover:
        yield "coverPage", {"words": metadata.symbols[0]}


@check(Code.TITLE_DOUBTFUL)
def doubtful_title(subject: Subject) -> Found:
    """A title that begins with a bracket or a small letter, or holds a symbol."""
    for u in subject.at[Place.PREFACE]:
        if u.kind not in ("line", "part"):
            continue
        for m in u.text.of(Kind.DOC_TITLE):
            title = u.text.content[m.start : m.end].strip()
            signs = {
                "it begins with a bracket": title[:1] in _OPENING,
                "it begins with a small letter": title[:1].islower(),
                "it holds a symbol or a number": _symbol.search(title) is not None,
            }
            if why := next(compress(signs, signs.values()), ""):
                yield u.eid, {"words": _short(title), "why": why}


# ---- actions


_HOLLOW = ("#action_expressing", "#action_expresses")


@check(Code.ACTION_LIGHT)
def light_action(subject: Subject) -> Found:
    """A verb that says nothing by itself as the whole action: what it holds was not known.

    Bodies that set such verbs alone in italics (`actions.brief`) are not asked.
    """
    if (language := subject.language) is None:
        return
    light = set(map(str.casefold, language.actions.light))
    for u in subject.units:
        for m in u.text.of(Kind.ACTION) if u.text.marks else ():
            phrase = u.text.content[m.start : m.end]
            if m.get("refersTo") in _HOLLOW or _is_light(phrase, u.text.content[m.end :], light):
                if _is_brief(language, subject.document.metadata.actor):
                    return
                yield u.eid, {"phrase": phrase, "words": _short(u.text.content[m.start :])}
            break  # the first alone


def _is_light(phrase: str, rest: str, light: Collection[str]) -> bool:
    """True if a phrase is a light one, or with the word after it."""
    words = phrase.casefold().split()
    return " ".join(words) in light or " ".join([*words, *rest[:_BESIDE].casefold().split()[:1]]) in light


def _is_brief(language: Language, actor: str) -> bool:
    """True for a body that sets a verb which says nothing by itself alone in italics."""
    alone = (Text(words.partition(" …")[0]) for words in forms(language.actions.brief.get(actor, "")))
    openings = (find_opening(words, language, place) for words in alone for place in _EITHER)
    return any(found is not None and f"#action_{found.key}" in _HOLLOW for found in openings)


@check(Code.ACTION_LATER)
def later_action(subject: Subject) -> Found:
    """An operative paragraph whose first action stands in the middle of its text: its opening words were not known."""
    for u in subject.units:
        if u.kind not in ("operative", "preambular") or u.place not in _ACTING:
            continue
        marks = u.text.of(Kind.ACTION)
        if not marks or not (before := u.text.content[: marks[0].start].strip()):
            continue
        if u.kind == "operative" and not u.num:
            continue  # a decision or a statement tells of its organ first
        if len(re.findall(r"\w+", before)) >= _LED:
            yield u.eid, {"phrase": u.text.content[marks[0].start : marks[0].end], "words": _short(u.text.content)}


_ACTING = frozenset({Place.PREAMBLE, Place.OPERATIVE})
_LED = 4
"""So many words do not lead to an action: they are one that was not known."""


# ---- citations


# a digit before all that is asked of its place: most of a text is passed over without a look
_NUMBER = (
    r"\d(?:(?<=[1-9])(?<![\w/.,:+-].)\d{0,3}/[1-9]\d{0,3}(?![\w/]|[.,]\d)"
    r"|(?<![\w/.,-].)(?P<council>\d{2,3} ?\(\d{4}\)))"
)
_number = lazy_pattern(_NUMBER)
_KNOWN = frozenset(
    {
        *(Kind.REF, Kind.RREF, Kind.MREF, Kind.LINK, Kind.DATE, Kind.QUANTITY, Kind.DOC_NUMBER, Kind.FOREIGN),
        *(Kind.INLINE, Kind.SESSION, Kind.DOC_DATE),
    }
)
_FRAME = frozenset({Place.COVER, Place.PREFACE, Place.CONCLUSIONS})
_NEAR = 12  # characters between two citations of one list
_BESIDE = 40  # characters between a number and the date that bears it out
_PARTING = frozenset(COMMAS + ";.؛；")


def _spans_years(number: str) -> bool:
    """True for a season or a biennium: 2020/21, 2025/2026."""
    first, _, last = number.partition("/")
    return len(first) == 4 and (int(first) + 1) % 10 ** len(last) == int(last)


@check(Code.CITATION_UNREAD, like=_NUMBER)
def unread_citation(subject: Subject) -> Found:
    """A number with a date that is printed as those of resolutions are, or one in a list of those of the Security
    Council, and no link."""
    for u in subject.units:
        if u.place in _FRAME:
            continue
        numbers = [*_number.finditer(u.text.content)]
        if not numbers:
            continue
        marks = [m for m in u.text.marks if m.kind in _KNOWN]
        read = Stretches((m.start, m.end) for m in marks)
        unread = [found for found in numbers if not read.meet(*found.span())]
        listed = [found[0] for found in unread if found["council"] and _is_in_council_list(found, marks)]
        dated = [found[0] for found in unread if not found["council"] and _is_dated(found, marks)]
        for number in (*listed, *(n for n in dated if n not in subject.of_others)):
            if number not in subject.spoken_of:
                yield u.eid, {"text": number}


def _is_in_council_list(found: re.Match[str], marks: Sequence[Mark]) -> bool:
    """True for a number of the Security Council that stands beside one with a link."""
    start, end = found.span()
    known = (m for m in marks if m.kind in (Kind.REF, Kind.RREF))
    return any(-_NEAR <= start - m.end <= _NEAR or -_NEAR <= m.start - end <= _NEAR for m in known)


def _is_dated(found: re.Match[str], marks: Sequence[Mark]) -> bool:
    """True for a number with a stroke, of no years, that a date follows in the same clause."""
    end = found.end()
    gaps = (found.string[end : m.start] for m in marks if m.kind is Kind.DATE and 0 <= m.start - end <= _BESIDE)
    return not _spans_years(found[0]) and any(not set(gap) & _PARTING for gap in gaps)


_SUPPLEMENT = lazy_pattern(r"[(（](A/(\d{2,3})/(\d{1,3}))(?=[/)）])")


@check(Code.SESSION_OTHER_THAN_SYMBOL, "note")
def other_session(subject: Subject) -> Found:
    """A note that names a supplement of the Official Records by its session, in words, its number and its symbol, which
    is of another session: of 521 notes of 1,165 published texts that have all three one is, a misprint."""
    for u in subject.at[Place.NOTE]:
        content = u.text.content
        if subject.language is None or not _SUPPLEMENT.search(content):
            continue
        end = 0
        for found in _SUPPLEMENT.finditer(content):
            symbol, other, supplement = found.groups()
            words = content[end : found.start()]
            *_, session = "", *ordinals_in(subject.language, words)
            numbered = re.search(rf"(?<!\d)0*{supplement}(?!\d)", fold(words).content)
            if session != other and int(session or 0) >= _SUPPLEMENTED and numbered:
                yield u.eid, {"session": session, "symbol": symbol, "other": other}
            end = found.end()


_SUPPLEMENTED = 31  # the first session whose number the symbols of documents hold


# ---- letters


@check(Code.LETTERS_EXCHANGED)
def exchanged_letters(subject: Subject) -> Found:
    """Words that are unknown as they stand and known with one letter for another, the same in all of them."""
    language = subject.language
    if language is None or not language.spaced:
        return
    known = _known_words(language)
    words = set(re.findall(r"[^\W\d_]{4,}", subject.lines.casefold()))
    strange = words - known
    found: dict[tuple[str, str], set[str]] = {}
    present = Counter(subject.lines.casefold())
    rare = [c for c in sorted({c for w in known for c in w}) if present[c] <= present.total() // 20_000]
    for word in sorted(strange):
        for i, letter in enumerate(word):
            for other in rare:
                if other != letter and word[:i] + other + word[i + 1 :] in known:
                    found.setdefault((letter, other), set()).add(word)
    for (letter, other), wrong in sorted(found.items()):
        if len(wrong) >= _EXCHANGED:
            shown = ", ".join(sorted(wrong)[:5])
            yield "", {"letter": letter, "other": other, "count": len(wrong), "words": shown}


_EXCHANGED = 2
"""So many words must become known by one exchange, of a letter that the text otherwise hardly has."""


def _known_words(language: Language) -> set[str]:
    """The words that the file of a language holds, in any of its tables."""
    import msgspec

    found: set[str] = set()
    waiting: list[object] = [msgspec.to_builtins(language)]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            found.update(re.findall(r"[^\W\d_]{4,}", value.casefold()))
        elif isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, (list, tuple)):
            waiting += value
    return found


CHECKED = tuple(code for code, *_ in _table)
"""The codes of all checks, in the order of the table."""

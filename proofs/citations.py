"""Planted citations: what `akn.checking` says of citations that are false on purpose.

Paragraphs of real texts that cite a resolution are taken as they are, with the beginning of their text.  What they
cite is replaced by a text that a library holds, with its day and, where a title is quoted, its title: that is the
truth, and must not be contradicted.  Then one thing is made false, while the library holds what is printed and what is
true:

    number       the number of another text of that organ, which was adopted on another day
    date         the day, the month or the year
    paragraph    a paragraph that the text does not have
    title        the title of another text
    part         the letter of a part that the text does not have
    organ        another organ beside the number

Citations whose truth is not confirmed prove nothing, and are counted apart.  All words come from the files of the
languages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random

from msgspec import Struct

from akn.bodies.symbols import parse_symbol
from akn.checking import Checked, check, quoted_title
from akn.citing import Occurrence, occurrences
from akn.document import Document
from akn.errors import AknError
from akn.languages import load
from akn.languages.shape import forms
from akn.outline import Outline
from akn.register import Register, Shipped, Together
from akn.text import Kind
from akn.walk import Unit
from akn_library import Library
from converters import Options, convert
from converters.conversion import look
from proofs.tallies import files

KINDS = ("number", "date", "paragraph", "title", "part", "organ")
LANGUAGES = ("ara", "eng", "fra", "rus", "spa", "zho")

_ORGANS = {"ga": "unga", "sc": "unsc", "hrc": "unga-hrc"}
"""The bodies whose texts are cited by a number and a day."""

_BESIDE = 60  # characters between a citation and its date at most
_TRIES = 30  # for each that is wanted


class Place(Struct, frozen=True):
    """A paragraph that cites a text: what stands before it in its document, and where in it number, day, title and,
    of a passage, the number of the paragraph stand.
    """

    language: str
    body: str
    head: str
    content: str
    number: tuple[int, int]
    day: tuple[int, int] | None
    title: tuple[int, int] | None
    paragraph: tuple[int, int] | None


class Truth(Struct, frozen=True):
    """A text that the library holds: its titles by language, the numbers of its paragraphs."""

    symbol: str
    number: str
    day: str
    titles: Mapping[str, str]
    paragraphs: frozenset[int]


Edit = tuple[tuple[int, int], str]


def prove(library: Path, folder: Path, count: int, seed: int, *, every: int = 1, shown: int = 0) -> int:
    """Plant so many false citations in texts of a folder and print what becomes of them."""
    with Library(library) as opened:
        held = held_in(opened)
        register = Together((opened.register(), Shipped()))
        places = list(drawn(folder, seed, every))
        tables: dict[str, Counter[str]] = {}
        missed: list[str] = []
        each = -(-count // (len(KINDS) * len(LANGUAGES)))
        for kind in KINDS:
            for language in LANGUAGES:
                for_them = [place for place in places if place.language == language]
                for line in _measured(
                    kind, for_them, held, register, each, Random(f"{seed} {kind} {language}"), tables
                ):
                    missed.append(f"{kind} {language}: {line}")
    for name, found in tables.items():
        counted = f"{found['told']:4} of {found['planted']:4} told"
        print(f"{name:10} {counted}, {found['false alarm']} false alarms, {found['unconfirmed']} not confirmed")
    told, planted = (sum(tables[kind][name] for kind in KINDS) for name in ("told", "planted"))
    print(f"all        {told:4} of {planted:4} ({told / max(1, planted):.3f})")
    print(*missed[:shown], sep="\n")
    return 0 if told >= 0.97 * planted else 1


def _measured(
    kind: str,
    places: Sequence[Place],
    held: Mapping[str, Sequence[Truth]],
    register: Register,
    wanted: int,
    chosen: Random,
    tables: dict[str, Counter[str]],
) -> Iterator[str]:
    """Plant false citations of a kind in a language; what was not told."""
    if not places:
        return
    counts = [tables.setdefault(name, Counter()) for name in (kind, places[0].language)]

    def count(what: str) -> None:
        for table in counts:
            table[what] += 1

    planted = tries = 0
    while planted < wanted and tries < wanted * _TRIES:
        tries += 1
        place = chosen.choice(places)
        truth = chosen.choice(held[place.body])
        edits = planted_in(place, kind, truth, held[place.body], chosen)
        if edits is None:
            continue
        right = _checked(place, edits[0], register)
        if any(row.verdict == "contradicted" for row in right):
            count("false alarm")
            continue
        compared = "paragraph" if kind == "paragraph" else ""
        if not any(row.verdict == "confirmed" and row.cited == truth.symbol and compared in row.what for row in right):
            count("unconfirmed")
            continue
        planted += 1
        count("planted")
        if any(row.verdict == "contradicted" for row in _checked(place, edits[1], register)):
            count("told")
        else:
            yield edited(place.content, edits[1])[:400]


def _checked(place: Place, edits: Sequence[Edit], register: Register) -> list[Checked]:
    source = f"{place.head}\n\n{edited(place.content, edits)}\n"
    document = look(source.encode(), "planted.txt", Options(validate=False, language=place.language)).document
    return list(check(document, register))


def edited(content: str, edits: Sequence[Edit]) -> str:
    """A text with other words at some places.

    >>> edited("one two", [((4, 7), "three"), ((0, 3), "no")])
    'no three'
    """
    for (start, end), words in sorted(edits, reverse=True):
        content = content[:start] + words + content[end:]
    return content


# ---- what is planted


def planted_in(
    place: Place, kind: str, truth: Truth, others: Sequence[Truth], chosen: Random
) -> tuple[list[Edit], list[Edit]] | None:
    """The edits that make a citation true, and those that make it false in one thing; None if it cannot be so here."""
    right = _true_of(place, truth)
    if right is None or (kind == "paragraph") != (place.paragraph is not None):
        return None
    if kind != "paragraph" and place.day is None:
        return None
    wrong = _FALSE[kind](place, truth, others, chosen)
    if wrong is None:
        return None
    return list(right.items()), list({**right, **wrong}.items())


def _true_of(place: Place, truth: Truth) -> dict[tuple[int, int], str] | None:
    found = {place.number: truth.number}
    if place.day:
        found[place.day] = day_in(place.language, truth.day)
    if place.title:
        if not truth.titles.get(place.language):
            return None
        found[place.title] = truth.titles[place.language]
    if place.paragraph:
        if 2 not in truth.paragraphs:
            return None
        found[place.paragraph] = "2"
    return found


def _number(place: Place, truth: Truth, others: Sequence[Truth], chosen: Random) -> dict[tuple[int, int], str] | None:
    found = [other for other in others if other.day != truth.day]
    return {place.number: chosen.choice(found).number} if found else None


def _date(place: Place, truth: Truth, _: Sequence[Truth], chosen: Random) -> dict[tuple[int, int], str] | None:
    year, month, day = map(int, truth.day.split("-"))
    early = min(day, 28)
    other = chosen.choice([(year, month, day % 27 + 1), (year, month % 12 + 1, early), (year - 1, month, early)])
    return {place.day: day_in(place.language, "{:04}-{:02}-{:02}".format(*other))} if place.day else None


def _paragraph(place: Place, truth: Truth, _: Sequence[Truth], chosen: Random) -> dict[tuple[int, int], str] | None:
    absent = [n for n in range(40, 100) if n not in truth.paragraphs]
    return {place.paragraph: str(chosen.choice(absent))} if place.paragraph else None


def _title(place: Place, truth: Truth, others: Sequence[Truth], chosen: Random) -> dict[tuple[int, int], str] | None:
    from rapidfuzz.fuzz import ratio

    language = place.language
    own = truth.titles.get(language, "")
    found = [title for o in others if (title := o.titles.get(language)) and ratio(title, own) < _OTHER]
    return {place.title: chosen.choice(found)} if place.title and found else None


_OTHER = 75
"""Agreement in per cent of two titles below which they are two."""


def _part(place: Place, truth: Truth, _: Sequence[Truth], __: Random) -> dict[tuple[int, int], str] | None:
    if place.body == "sc":
        return None
    return {place.number: f"{truth.number} {_letter(place.language)}"}


@cache
def _letter(language: str) -> str:
    """The letter of a second part as the language prints it."""
    parts = load(language).citations.parts
    return next((forms(written)[0] for written, letter in parts.items() if letter == "B"), "B")


def _organ(place: Place, _: Truth, __: Sequence[Truth], ___: Random) -> dict[tuple[int, int], str] | None:
    """Another organ in place of the one that is named beside the number, in the same form."""
    organs = load(place.language).organs
    start, end = place.number
    for at, form in enumerate(forms(organs[_ORGANS[place.body]])):
        for m in re.finditer(re.escape(form), place.content):
            if _beside(place.content[m.end() : start], place.content[end : m.start()]):
                other = forms(organs[_ORGANS["hrc" if place.body == "ga" else "ga"]])
                return {m.span(): other[min(at, len(other) - 1)]}
    return None


def _beside(before: str, after: str) -> bool:
    """Whether an organ is that of a number, by what stands between them: the noun (of Chinese the day too) where the
    organ comes first, no more than an article where it comes last.

    >>> _beside(" resolution ", ""), _beside(" in its resolution ", "")
    (True, False)
    >>> _beside("", " of the "), _beside("", ", in which ")
    (True, False)
    """
    noun = re.fullmatch(r"[\d年月日第\s]*\w*\s*", before) if before else None
    article = re.fullmatch(r"\s?(?:\w{1,3}\W){0,2}", after) if after else None
    return bool(noun or article)


_FALSE = {
    "number": _number,
    "date": _date,
    "paragraph": _paragraph,
    "title": _title,
    "part": _part,
    "organ": _organ,
}


def day_in(language: str, day: str) -> str:
    """A day as a language prints it first.

    >>> day_in("eng", "2044-12-03"), day_in("zho", "2044-12-03")
    ('3 December 2044', '2044年12月3日')
    """
    dates = load(language).dates
    year, month, number = day.split("-")
    template = re.sub(r"\{([^{}]*\|[^{}]*)\}", lambda m: min(m[1].split("|"), key=len), dates.full[0])
    return template.format(day=int(number), month=forms(dates.months[int(month) - 1])[0], year=year)


# ---- what is there


def held_in(library: Library) -> dict[str, list[Truth]]:
    """The resolutions of a library that can be cited, by their bodies."""
    titles: dict[str, dict[str, str]] = {}
    found: dict[str, Truth] = {}
    bodies: dict[str, str] = {}
    for row in library.held():
        symbol = parse_symbol(row.symbol)
        if symbol is None or row.body not in _ORGANS or row.kind != "resolution" or row.part or not row.adopted:
            continue
        titles.setdefault(row.symbol, {}).setdefault(row.language, row.title)
        bodies[row.symbol] = row.body
        found[row.symbol] = Truth(row.symbol, symbol.number, row.adopted, titles[row.symbol], frozenset())
    places: dict[str, set[int]] = {}
    rows = library.connection.execute(
        "SELECT DISTINCT work.symbol, unit.eid FROM unit JOIN version ON version.id = unit.version"
        " JOIN work ON work.id = version.work WHERE unit.eid GLOB 'para_[0-9]*'"
    )
    for printed, eid in rows:
        if m := re.fullmatch(r"para_(\d+)", eid):
            places.setdefault(printed, set()).add(int(m[1]))
    by_body: dict[str, list[Truth]] = {body: [] for body in _ORGANS}
    for printed, truth in sorted(found.items()):
        known = Truth(printed, truth.number, truth.day, truth.titles, frozenset(places.get(printed, ())))
        by_body[bodies[printed]].append(known)
    return by_body


def drawn(folder: Path, seed: int, every: int = 1) -> Iterator[Place]:
    """The paragraphs of the texts of a folder that cite one resolution that can be replaced."""
    paths = files(folder, (".txt", ".xml", ".docx"), every)
    Random(seed).shuffle(paths)
    for path in paths:
        try:
            source = path.read_text(encoding="utf-8") if path.suffix == ".txt" else _as_text(path)
            document = look(source.encode(), "drawn.txt", Options(validate=False)).document
        except (AknError, UnicodeDecodeError):
            continue
        if document.metadata.language in LANGUAGES and not document.parts:
            yield from _places(document, source)


def _as_text(path: Path) -> str:
    return convert(path, options=Options(to="text", validate=False)).output.decode()


def _places(document: Document, source: str) -> Iterator[Place]:
    outline = Outline(document)
    seen = outline.units
    blocks = re.split(r"\n\s*\n", source)
    formula = next((unit.text.content.strip() for unit in seen if unit.kind == "formula"), "")
    first = next((i for i, block in enumerate(blocks) if formula and formula in block), None)
    if first is None:
        return
    head = "\n\n".join(blocks[: first + 1])
    found = occurrences(document, outline=outline)
    for k, one in enumerate(found):
        content = seen[one.unit].text.content
        block = [block for block in blocks if content in block]
        if len(block) != 1 or seen[one.unit].kind == "note":
            continue
        beside = [other for other in found if other.unit == one.unit]
        after = found[k + 1].start if k + 1 < len(found) and found[k + 1].unit == one.unit else None
        place = _place(one, beside, seen, after, document.metadata.language, head)
        if place is not None:
            yield _within(place, block[0])


def _within(place: Place, block: str) -> Place:
    """A place with the whole block as it is printed, its label too."""
    by = block.index(place.content)

    def moved(span: tuple[int, int] | None) -> tuple[int, int] | None:
        return (span[0] + by, span[1] + by) if span else None

    number = (place.number[0] + by, place.number[1] + by)
    rest = (moved(place.day), moved(place.title), moved(place.paragraph))
    return Place(place.language, place.body, place.head, block, number, *rest)


def _place(
    one: Occurrence, beside: Sequence[Occurrence], seen: Sequence[Unit], after: int | None, language: str, head: str
) -> Place | None:
    link = one.link
    symbol = parse_symbol(link.cited) if link.cited and "|" not in link.cited else None
    if symbol is None or not symbol.adopted or symbol.body not in _ORGANS or symbol.part:
        return None
    text = seen[one.unit].text
    cited = [other for other in beside if other.link.kind in ("resolution", "decision")]
    days = [m for m in text.of(Kind.DATE) if link.printed_date and m.get("date") == link.printed_date]
    if link.kind == "passage":
        same = [other for other in cited if other.link.cited == link.cited]
        digits = list(re.finditer(r"\d+", link.text))
        passages = [other for other in beside if other.link.kind == "passage"]
        if len(same) != 1 or len(digits) != 1 or len(passages) != 1 or not re.search(r"#para_\d+$", link.target):
            return None
        named = (one.start + digits[0].start(), one.start + digits[0].end())
        day = (days[0].start, days[0].end) if days else None
        return Place(language, symbol.body, head, text.content, (same[0].start, same[0].end), day, None, named)
    if any(other.link.kind == "passage" and other.link.cited == link.cited for other in beside):
        return None  # a paragraph that is cited beside it would have to be there in what takes its place
    near = [m for m in days if min(abs(m.start - one.end), abs(one.start - m.end)) < _BESIDE]
    if link.kind != "resolution" or len(cited) != 1 or not near:
        return None
    quoted = quoted_title(text, one.start, one.end, after, language)
    at = text.content.find(quoted) if quoted else -1
    title = (at, at + len(quoted)) if at >= 0 else None
    return Place(
        language, symbol.body, head, text.content, (one.start, one.end), (near[0].start, near[0].end), title, None
    )

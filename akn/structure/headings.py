"""Which lines of a body are headings, of what rank, and where their text is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from msgspec import Struct
from msgspec.structs import replace

from akn.blocks import Style
from akn.languages.labels import form_of
from akn.patterns import lazy_pattern
from akn.structure.evidence import Evidence, ends_of
from akn.structure.lines import Line, after_label
from akn.structure.looks import counted_title, heads_section
from akn.structure.numbering import FAR, inside_list, is_paragraph, next_of
from akn.text import LOOKS, Kind, Text

_RANKS = {"part": 0, "chapter": 1, "section": 2, "title": 3, "article": 4, "rule": 4, "principle": 4, "division": 7}
# A heading is never longer than this; longer unpunctuated lines are text that lost its full stop.
_LONGEST = 220
# So many heading-like lines in a row are a list of names (a table that a dump has flattened: 9 of 1,165 dumps).
_LIST_OF_NAMES = 5
# So many counted lines in a row, without any text below them, are items of a list.
_ROW = 3
_SET_AS_HEADING = (Style.HEADING, Style.TITLE)
# With a number of a series before it, it may be longer.
_LONGEST_NUMBERED = 400


class Heading(Struct, frozen=True):
    """A heading: its element and rank, its label as printed, its text, and how many lines it takes."""

    kind: str
    rank: int
    num: str
    text: Text
    lines: int = 1
    name: str = ""


def without_full_looks(text: Text) -> Text:
    """The text without the looks that cover all of it: how headings and titles are set is layout, not meaning."""
    size = len(text.content.rstrip())
    return text.keeping(lambda m: m.kind not in LOOKS or m.start > 0 or m.end < size)


def labelled(text: Text, end: int) -> tuple[str, Text]:
    """The label that a text begins with, and the rest, without looks."""
    return text.content[:end].strip(), without_full_looks(after_label(text, end))


def find_headings(lines: Sequence[Line], evidence: Evidence, *, adopted: bool) -> dict[int, Heading]:
    """The headings of a body by the index of their first line."""
    found: dict[int, Heading] = {}
    if not any(line.override or not is_paragraph(line) for line in lines):
        return found  # paragraphs with numbers, and nothing else
    titles = _titles_of_tables(lines) if adopted else frozenset()
    like = [i not in titles and _is_like(lines, i, evidence, adopted=adopted) for i in range(len(lines))]
    counted = _counted(lines, like, evidence)
    for i in _listed(counted):
        del counted[i]
        like[i] = False
    at = 0
    while at < len(lines):
        override, heading = lines[at].override, None
        if override == "heading" or (not override and at not in titles):
            heading = counted.get(at) or _numbered(lines, at, evidence)
            heading = _with_title(heading, lines, at, like) if heading is not None else _division(lines, at, like)
        if heading is not None:
            found[at] = heading
        at += heading.lines if heading is not None else 1
    return found


def _division(lines: Sequence[Line], at: int, like: Sequence[bool]) -> Heading | None:
    """The heading without a number of its kind that a line is, if it is one."""
    line = lines[at]
    if not like[at] or not (line.override or _leads(lines, like, at)):
        return None
    rank = _RANKS["division"] - (2 if line.style is Style.TITLE else 0)
    return Heading("division", rank, line.label, without_full_looks(line.text))


def _titles_of_tables(lines: Sequence[Line]) -> frozenset[int]:
    """The lines right above tables that a numbered paragraph announces with a colon: "A. Pension Administration".

    They are a part of that paragraph, as the tables are: the next number is that of the paragraph after it.
    """
    found: set[int] = set()
    announced = False
    for at, line in enumerate(lines):
        if line.numbered:
            announced = line.ends.colon
        elif (
            announced
            and not line.override
            and line.table is None
            and at + 1 < len(lines)
            and lines[at + 1].table is not None
        ):
            found.add(at)
    return frozenset(found)


def _is_like(lines: Sequence[Line], at: int, evidence: Evidence, *, adopted: bool) -> bool:
    """True if an unnumbered line may be a heading where it stands; what a person says of it decides."""
    line = lines[at]
    if line.override:
        return line.override == "heading"
    return (
        heading_like(line, evidence, adopted=adopted)
        and not (inside_list(lines, at) and not _parts_paragraphs(lines, at))
        and not (adopted and _is_announced(lines, at))
        and not _is_unit(lines, at)
    )


def heading_like(line: Line, evidence: Evidence, *, adopted: bool) -> bool:
    """True if an unnumbered line looks like a heading: short, no sign at its end, no action at its start."""
    text = line.text.content
    longest = _LONGEST if evidence.language.spaced else _LONGEST // 3  # characters that say a word or more each
    if line.table is not None or line.label or not 0 < len(text.strip()) <= longest:
        return False
    free = line.style is not Style.PARAGRAPH or len(text) <= _LONGEST // 2
    if not (free or line.set_in(Kind.BOLD) or line.set_in(Kind.ITALIC)):
        return False
    if not _heads(evidence.clause(text)) or not any(map(str.isalpha, text)):
        return False
    return not adopted or line.set_in(Kind.BOLD) or line.style is Style.HEADING or not evidence.opens(line.text)


def _parts_paragraphs(lines: Sequence[Line], at: int) -> bool:
    """True for a line that the source sets as a heading before a number such as "36.5": a paragraph of section 36.

    Budget documents number all their paragraphs so (seen in two of nine reports).
    """
    after = next((x for x in lines[at + 1 : at + 3] if x.label), None)
    return after is not None and lines[at].style in _SET_AS_HEADING and form_of(after.label).rstrip(".") == "N.N"


def _is_announced(lines: Sequence[Line], at: int) -> bool:
    """True if a colon announces a line and a further one without a number, or the first point of a list.

    Both are the rest of a paragraph: mandates of sanctions name each measure so above its point.
    """
    after = lines[at + 1] if at + 1 < len(lines) else None
    if not at or after is None or after.table is not None:
        return False
    if not lines[at - 1].label or not lines[at - 1].ends.colon:
        return False
    begins = after.label.islower() and any(value == 1 for _, value in after.readings) and not after.numbered
    return not after.label or begins


def _is_unit(lines: Sequence[Line], at: int) -> bool:
    """True for a line in brackets above a table: the unit of its numbers, "(United States dollars)"."""
    text = lines[at].text.content.strip()
    below = at + 1 < len(lines) and lines[at + 1].table is not None
    return below and text[:1] in "(（[" and text[-1:] in ")）]"


def _leads(lines: Sequence[Line], like: Sequence[bool], at: int) -> bool:
    """True if something that is no heading follows within three lines, and no list of names stands here."""

    def names(i: int) -> bool:
        return like[i] and lines[i].style not in _SET_AS_HEADING and not lines[i].set_in(Kind.BOLD)

    first, last = at, at
    while names(at) and first and at - first < _LIST_OF_NAMES and names(first - 1):
        first -= 1
    while names(at) and last + 1 < len(lines) and last - at < _LIST_OF_NAMES and names(last + 1):
        last += 1
    return last - first + 1 < _LIST_OF_NAMES and not all(like[at + 1 : at + 4])


def _numbered(lines: Sequence[Line], at: int, evidence: Evidence) -> Heading | None:
    """A heading with a number: "I", "II. Title", "A. Title", "Section II", "Article 3"."""
    line = lines[at]
    capital = _upper(line.label)
    if not 0 < len(line.source) <= (_LONGEST_NUMBERED if capital else _LONGEST):
        return None
    if (capital or not line.label) and (heading := _by_word(line, evidence)) is not None:
        return heading
    kind = _section_kind(lines, at) if capital and (not line.text or _heads(line.text.content)) else ""
    if not kind and line.label and _stands_between(lines, at):
        kind = "title"
    if not kind and _is_set_as_heading(line):
        # below "A.", above the headings without a number that stand under it
        return Heading("division", _RANKS["division"] - 1, line.label, without_full_looks(line.text))
    return Heading(kind, _RANKS[kind], line.label, without_full_looks(line.text)) if kind else None


def _is_set_as_heading(line: Line) -> bool:
    """True for words after a number, "1. Civilian personnel", that the source sets in the style of a heading.

    Reports of the Advisory Committee number their lowest headings so, among paragraphs that have numbers of their own.
    """
    return line.style is Style.HEADING and is_paragraph(line) and bool(line.text) and _heads(line.text.content)


def _by_word(line: Line, evidence: Evidence) -> Heading | None:
    """A heading that the language files know by its word.

    "article 5 of the Convention, namely:" is the rest of a sentence that a page has cut, and 一、 before a sentence
    numbers a paragraph or a point, as in the articles of treaties.
    """
    source = line.source
    known = evidence.lines[source.content]
    if known is None or known.kind not in _RANKS or ends_of(source.content).lower:
        return None
    title = known.group("title")
    if line.label and title is not None and ends_of(source.content).signed:
        return None
    label, text = labelled(source, title.start if title else len(source.content))
    return _of_kind(known.kind, label, text)


# "Guideline 1", "Guideline 2 - Lamps": any word may count headings
_COUNTED = lazy_pattern(
    r"([^\W\d_]+(?:\s+[^\W\d_]+){0,3}?)\s*(\d{1,2})(?:\s*[.:：\-–—]\s*(?=[^\W\d])|\s*$|\s+(?=[^\W\d_]))"
)


class _Count(Struct, frozen=True):
    """A number that a line may count headings with: of what, which, and where the title begins after it."""

    kind: str
    value: int
    end: int


def _counted(lines: Sequence[Line], like: Sequence[bool], evidence: Evidence) -> dict[int, Heading]:
    """Headings whose number stands on the line of their title in a form that no label has (`counted_title`, a word).

    One such line may be anything; it is a heading if the one before or after it is there too, and words count from 1.
    """
    found: dict[int, _Count] = {}
    values: dict[str, set[int]] = {}
    for i, line in enumerate(lines):
        if line.label or line.table is not None or len(line.text) > _LONGEST_NUMBERED:
            continue
        if (known := evidence.lines[line.text.content]) is not None:
            if like[i] and known.kind == "section" and (number := known.value("number")).isdecimal():
                values.setdefault("section", set()).add(int(number))
        elif (count := _count_in(line.text.content, evidence, heads=like[i])) is not None:
            found[i] = count
            values.setdefault(count.kind, set()).add(count.value)
    return {i: _of_count(lines[i].text, x, evidence) for i, x in found.items() if _in_series(x, values[x.kind])}


def _listed(counted: Mapping[int, Heading]) -> list[int]:
    """Those of counted lines that follow each other in a row, with nothing between them: a list of what has headings
    further on, "Priority area 1: Lamps", "Priority area 2: Oil", "Priority area 3: Wicks" (A/RES/79/233, paragraph 34;
    none of 1,165 published texts has such a row).
    """
    rows: list[list[int]] = []
    for i, heading in sorted(counted.items()):
        before = counted.get(i - 1)
        if before is not None and _counting(heading) == (_counting(before)[0], _counting(before)[1] + 1):
            rows[-1].append(i)
        else:
            rows.append([i])
    return [i for row in rows if len(row) >= _ROW for i in row]


def _counting(heading: Heading) -> tuple[str, int]:
    """The word that counts a heading, and its number."""
    digits = "".join(filter(str.isdecimal, heading.num))
    return "".join(filter(str.isalpha, heading.num)).casefold(), int(digits or 0)


def _count_in(content: str, evidence: Evidence, *, heads: bool) -> _Count | None:
    """The number that a line begins with or that stands after its first words; `heads` if it looks like a heading."""
    if heads and (counted := counted_title(content, evidence)) is not None:
        return _Count(*counted)
    if (m := _COUNTED.match(content)) and _heads(content) and not ends_of(content[m.end() :]).lower:
        return _Count(m[1].casefold(), int(m[2]), m.end())
    return None


def _in_series(count: _Count, values: Set[int]) -> bool:
    """True if the number before or after one is there too; a word that may be any word counts from 1."""
    return not {count.value - 1, count.value + 1}.isdisjoint(values) and (count.kind in _RANKS or 1 in values)


def _of_count(text: Text, count: _Count, evidence: Evidence) -> Heading:
    """The heading that a number of a series heads; the title of a word of the language file may stand below it."""
    label, title = labelled(text, count.end)
    known = evidence.lines[label]
    kinds = (count.kind, known.kind if known is not None else "")
    return _of_kind(next((kind for kind in kinds if kind in _RANKS), "division"), label, title)


def _of_kind(kind: str, label: str, text: Text) -> Heading:
    """The heading of a division of a kind; AKN has no element for principles."""
    element = kind if kind != "principle" else "hcontainer"
    return Heading(element, _RANKS[kind], label, text, 1, kind if element != kind else "")


def _stands_between(lines: Sequence[Line], at: int) -> bool:
    """True for a lettered line that cannot be a point: nothing announces a list, and a paragraph number follows.

    Mandates of the Security Council head groups of paragraphs so: "(i) Exemptions".
    """
    line = lines[at]
    if is_paragraph(line) or line.bulleted or not line.text or not 0 < at < len(lines) - 1:
        return False
    before, after = lines[at - 1], lines[at + 1]
    if before.table is not None or next_of(before, line) or not after.numbered:
        return False
    text = line.text.content.removeprefix(line.label).lstrip()  # some sources print the label twice
    ended = before.ends.complete and not before.ends.colon
    due, form = after.readings[0][1] - 1, form_of(after.label)
    numbers = [x.readings[0][1] for x in lines[max(0, at - FAR) : at] if x.numbered and form_of(x.label) == form]
    return ended and _heads(text) and due in (numbers or [0])


def _upper(label: str) -> bool:
    if any(map(str.islower, label)) or label.lstrip().startswith(("(", "（")):
        return False
    return any(map(str.isalpha, label))


def _section_kind(lines: Sequence[Line], at: int) -> str:
    """What a capital label, or one of a script without case that has no brackets, heads; empty if it may be a point."""
    alphabets = [a for a, _ in lines[at].readings]
    if "roman-capital" in alphabets and not _after_a_letter(lines, at):
        return "section"
    return "title" if "latin-capital" in alphabets else "section" if heads_section(lines, at) else ""


def _after_a_letter(lines: Sequence[Line], at: int) -> bool:
    """True for "I." where the heading before it is "H.": the ninth letter, not the first number."""
    line = lines[at]
    before = next((x for x in reversed(lines[max(0, at - FAR) : at]) if x.label and _upper(x.label)), None)
    letters = [value for alphabet, value in line.readings if alphabet == "latin-capital"]
    return (
        before is not None
        and form_of(before.label) == form_of(line.label)
        and any(("latin-capital", value - 1) in before.readings for value in letters)
    )


def _heads(text: str) -> bool:
    """True for words that may be a heading: no sign ends them, no small letter begins them."""
    ends = ends_of(text)
    return not ends.signed and not ends.lower


def _with_title(heading: Heading, lines: Sequence[Line], at: int, like: Sequence[bool]) -> Heading:
    """The heading with the title that stands on the next line, if it has none of its own."""
    if heading.text.content or at + 1 >= len(lines) or not (like[at + 1] or _is_title(lines, at + 1)):
        return heading
    return replace(heading, text=heading.text + without_full_looks(lines[at + 1].text), lines=2)


def _is_title(lines: Sequence[Line], at: int) -> bool:
    """True for a line between a number alone and a numbered paragraph: a title, though an action may open it."""
    line = lines[at]
    text = line.text.content
    return (
        not line.label
        and line.table is None
        and 0 < len(text) <= _LONGEST_NUMBERED
        and (_heads(text) or (text[0].isdigit() and not line.ends.signed))
        and at + 1 < len(lines)
        and lines[at + 1].numbered
    )

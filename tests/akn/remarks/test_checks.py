"""The cases of `tests/akn/remarks/cases`: what must be said of a document, all of it and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from akn.diagnostics import Code
from akn.document import (
    Annex,
    BodyNode,
    Cell,
    Division,
    Document,
    Formula,
    Metadata,
    Note,
    Operative,
    Point,
    PointList,
    Preambular,
    Table,
)
from akn.outline import Outline
from akn.remarks.checks import checked
from akn.remarks.places import place_of
from akn.text import Kind, Mark, Text, mark

FOLDER = Path(__file__).parent / "cases"
_ACTION = re.compile(r"\{(?:(\w+):)?([^{}]+)\}|<([^<>]+)>|\[(\d{4} \(\d{4}\))\]")


def cases() -> Iterator[tuple[str, list[str], list[str]]]:
    """Title, lines and expectations of each case."""
    for path in sorted(FOLDER.glob("*.md")):
        for part in path.read_text(encoding="utf-8").split("\n## ")[1:]:
            lines = part.splitlines()
            yield lines[0], [x[2:] for x in lines if x.startswith("> ")], [x[2:] for x in lines if x.startswith("- ")]


CASES = list(cases())


def text_of(line: str, kind: Kind | None = None) -> Text:
    """A text with its actions and dates marked."""
    content, marks, at = "", [], 0
    for found in _ACTION.finditer(line):
        content += line[at : found.start()]
        words = found[2] or found[3] or found[4]
        start, at = len(content), found.end()
        content += words
        if found[2]:
            marks.append(mark(start, len(content), Kind.ACTION, refersTo=f"#action_{found[1] or words.lower()}"))
        elif found[3]:
            marks.append(mark(start, len(content), Kind.DATE, date="2044-09-05"))
        else:
            marks.append(mark(start, len(content), Kind.REF, href="/akn/un"))
    content += line[at:]
    return Text(content, (*marks, *([Mark(0, len(content), kind)] if kind and content else [])))


def document_of(lines: list[str]) -> Document:
    """The document that the lines of a case describe."""
    document = Document(Metadata(language="eng", actor="unga"))
    preamble: list[Any] = []
    main: list[Any] = []
    annexes: list[tuple[tuple[Text, ...], list[Any]]] = []
    for line in lines:
        word, _, rest = line.partition(": ")
        body = annexes[-1][1] if annexes else main
        if word == "cover":
            document = replace(document, cover=(text_of(rest),))
        elif word == "title":
            document = replace(document, preface=(text_of(rest, Kind.DOC_TITLE),))
        elif word == "adopted":
            document = replace(document, preface=(text_of(rest, Kind.DOC_DATE),))
        elif word == "formula":
            preamble.append(Formula(text_of(rest)))
        elif word == "annex":
            annexes.append(((text_of(rest, Kind.DOC_TYPE),), []))
        elif word == "note":
            document = replace(document, notes=(*document.notes, Note("1", "1", (text_of(rest),))))
        elif word == "no label":
            annexes.append(((text_of(rest),), []))
        elif line.startswith("* "):
            preamble.append(Preambular((text_of(line[2:]),)))
        else:
            _add(body, line)
    made = tuple(Annex(head, body=tuple(map(_frozen, body))) for head, body in annexes)
    return replace(document, preamble=tuple(preamble), body=tuple(map(_frozen, main)), annexes=made)


def _add(body: list[Any], line: str) -> None:
    if line.startswith("## "):
        _add(body[-1][1], line[1:])
        return
    if line.startswith("# "):
        number = re.match(r"# ([IVX]+\.) ", line)
        body.append((line[number.end() :] if number else line[2:], [], number[1] if number else ""))
        return
    inside = body
    while inside and isinstance(inside[-1], tuple):
        inside = inside[-1][1]
    if line == "+":  # a paragraph that is a table alone
        inside.append(Operative("", ()))
        return
    if line[0] in "+|":
        paragraph = inside[-1]
        row = tuple(Cell((text_of(cell.strip()),)) for cell in line.strip("| ").split("|"))
        *before, last = paragraph.content or (Text(""),)
        if line.startswith("+++"):
            inside[-1] = replace(paragraph, content=(*before, replace(last, wrap_up=(text_of(line[4:]),))))
        elif line.startswith("++"):
            *others, point = last.points
            longer = replace(point, content=(*point.content, text_of(line[3:])))
            inside[-1] = replace(paragraph, content=(*before, PointList((*others, longer))))
        elif line[0] == "+":
            inside[-1] = replace(paragraph, content=(*paragraph.content, text_of(line[2:])))
        elif isinstance(last, Table):
            inside[-1] = replace(paragraph, content=(*before, Table((*last.rows, row))))
        else:
            inside[-1] = replace(paragraph, content=(*paragraph.content, Table((row,))))
        return
    number = re.match(r"(\d+\.|\(\w\)) ?", line)
    if number and number[1][0] == "(":
        paragraph = inside[-1]
        points = paragraph.content[1].points if len(paragraph.content) > 1 else ()
        point = Point(number[1], (text_of(line[number.end() :]),))
        inside[-1] = replace(paragraph, content=(paragraph.content[0], PointList((*points, point))))
    else:
        words = text_of(line[number.end() :] if number else line)
        inside.append(Operative(number[1] if number else "", (words,) if words else ()))


def _frozen(node: Any) -> BodyNode:
    if isinstance(node, tuple):
        kind = "section" if node[2] else "division"
        return Division(kind, node[2], heading=text_of(node[0]), children=tuple(map(_frozen, node[1])))
    assert isinstance(node, Operative)
    return node


@pytest.mark.parametrize(("title", "lines", "expected"), CASES, ids=[title for title, _, _ in CASES])
def test_a_case(title: str, lines: list[str], expected: list[str]) -> None:
    found = [f"{d.code.code} {place_of(d.position.eid)}".strip() for d in checked(Outline(document_of(lines)))]
    assert (sorted(found) or ["nothing"]) == expected


def test_every_check_has_a_case_that_it_speaks_of() -> None:
    spoken = {line.split()[0] for _, _, expected in CASES for line in expected}
    others = {Code.ACTION_LATER.code, Code.LETTERS_EXCHANGED.code, Code.DECLARATION.code}  # below
    looks = {code.code for code in Code if code.code.startswith("S3")} | {"C112", "R319"}
    assert spoken - {"nothing"} == looks - others


def test_most_of_a_text_in_headings() -> None:
    lines = ["formula: The General Assembly,", "1. {Decides} to wait.", *["# " + "Lamps and matches " * 10] * 14]
    (found,) = checked(Outline(document_of(lines)))
    assert found.message == "the structure of the whole document is in doubt: most of it is taken for headings"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            "Oanuary and Oune of each year, the Secretary-General ",
            "the file holds “o” where “j” is probably meant, in 2 words such as oanuary, oune; the text was left so",
        ),
        ("January and June of each year, the Secretary-General ", ""),
    ],
)
def test_letters_that_a_pdf_stores_wrongly(words: str, said: str) -> None:
    lines = ["formula: The General Assembly,", "1. {Decides} to meet in " + words * 3]
    found = checked(Outline(document_of(lines)), letters=True)
    assert [d.message for d in found] == ([said] if said else [])
    assert not list(checked(Outline(document_of(lines))))


def test_a_text_that_is_all_front() -> None:
    lines = ["title: Lamps and matches"]
    document = document_of(lines)
    long = replace(document, preface=(*document.preface, Text("Recalling the lamps of the northern coast, " * 60)))
    assert [d.message for d in checked(Outline(long))][-1].endswith("all of it is taken for its title")
    assert not list(checked(Outline(document)))


def test_a_formula_that_was_read_as_a_line_of_the_first_page_is_named() -> None:
    document = document_of(["title: Lamps and matches", "1. {Decides} to wait."])
    front = replace(document, cover=(Text("The General Assembly,"),))
    front = replace(front, metadata=replace(front.metadata, kind="resolution"))
    (found,) = checked(Outline(front))
    assert found.message.endswith(
        "“The General Assembly,”, which looks like its enacting formula, was read as a line of the first page"
    )
    masthead = replace(front, cover=(Text("General Assembly"),))
    (found,) = checked(Outline(masthead))
    assert found.message.endswith("it has no enacting formula, the line that names the organ")


@pytest.mark.parametrize(("actor", "said"), [("unga-hrc", ["S310"]), ("unsc", [])])
def test_a_light_verb_is_named_unless_the_body_sets_it_alone(actor: str, said: list[str]) -> None:
    document = document_of(
        ["formula: The Council,", "* {expressing:Expressing} its gratitude,", "1. {Decides} to wait."]
    )
    document = replace(document, metadata=Metadata(language="eng", actor=actor))
    assert [d.code.code for d in checked(Outline(document))] == said


@pytest.mark.parametrize(
    ("language", "opening", "said"),
    [
        ("rus", "{affirming:заявляя} о лампах,", ["S310"]),
        ("rus", "{affirming:заявляя}, что лампы горят,", []),
        ("eng", "{declaring:Declaring} its trust in lamps,", ["S310"]),
        ("eng", "{declaring:Declaring} that lamps burn,", []),
    ],
)
def test_a_verb_is_light_only_before_what_it_holds(language: str, opening: str, said: list[str]) -> None:
    document = document_of(["formula: The Council,", f"* {opening}", "1. {decides:Decides} to wait."])
    document = replace(document, metadata=Metadata(language=language, actor="unga"))
    assert [d.code.code for d in checked(Outline(document)) if d.code.code == "S310"] == said


@pytest.mark.parametrize(
    ("language", "note", "said"),
    [
        ("eng", "Ibid., Ninety-eighth Session, Supplement No. ９ (A/97/9).", True),
        ("eng", "Ibid., Ninety-eighth Session, Supplement No. 009 (A/97/9).", True),
        ("eng", "Ibid., Ninety-eighth Session, Supplement No. 19 (A/97/9).", False),
        ("ara", "المرجع نفسه، الدورة السادسة والخمسون، الملحق رقم ٥٣ (A/57/53).", True),
        ("ara", "المرجع نفسه، الدورة السادسة والخمسون، الملحق رقم ٥٣ (A/56/53).", False),
    ],
)
def test_the_number_of_a_supplement_is_read_in_any_digits(language: str, note: str, said: bool) -> None:
    document = document_of(["formula: The General Assembly,", "1. {decides:Decides} to wait.", f"note: {note}"])
    document = replace(document, metadata=Metadata(language=language, actor="unga"))
    told = [d.code for d in checked(Outline(document))]
    assert (Code.SESSION_OTHER_THAN_SYMBOL in told) is said


def test_a_draft_whose_annex_follows_its_preamble_is_in_no_doubt() -> None:
    document = Document(
        metadata=Metadata(kind="draft", language="eng"),
        preamble=(Formula(Text("The General Assembly,")), Preambular((Text("Noting the lamps,"),))),
        annexes=(Annex((Text("Annex"),), body=(Operative("1.", (Text("Lamps are lit by night."),)),)),),
    )
    assert Code.STRUCTURE_DOUBTFUL not in [told.code for told in checked(Outline(document))]
    without = replace(document, annexes=())
    assert Code.STRUCTURE_DOUBTFUL in [told.code for told in checked(Outline(without))]

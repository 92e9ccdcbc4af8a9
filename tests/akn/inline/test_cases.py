"""The cases of `tests/cases`: what must be found in a text, all of it and nothing else, and where it points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from akn.document import Annex, BodyNode, Document, Note, Operative
from akn.inline.context import Context
from akn.inline.recognise import recognise
from akn.inline.resolve import resolve
from akn.languages import load
from akn.text import Kind, Mark, Text
from akn.walk import texts_of, with_texts

FOLDER = Path(__file__).parents[2] / "cases"
_SHOWN = (Kind.REF, Kind.RREF, Kind.MREF, Kind.LINK)


@dataclass(frozen=True)
class Case:
    """One case: its title, language, speaker, the lines of its text, and what is expected, as printed in the file."""

    file: str
    title: str
    language: str
    actor: str
    lines: tuple[str, ...]
    expected: tuple[str, ...]


def cases() -> Iterator[Case]:
    """The cases of all files, in order."""
    for path in sorted(FOLDER.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        for part in text.split("\n## ")[1:]:
            head, _, rest = part.partition("\n")
            title, language, actor = re.fullmatch(r"(.+) \((\w{3}), ([\w-]+)\)", head).groups()  # type: ignore[union-attr]
            lines = tuple(line[2:] for line in rest.splitlines() if line.startswith("> "))
            expected = tuple(line[2:] for line in rest.splitlines() if line.startswith("- "))
            yield Case(path.stem, title, language, actor, lines, expected)


CASES = tuple(cases())


def document_of(lines: tuple[str, ...]) -> Document:
    """A document of the lines of a case."""
    body: list[BodyNode] = []
    annexes: list[list[BodyNode]] = []
    notes: list[Note] = []
    for line in lines:
        into = annexes[-1] if annexes else body
        if m := re.fullmatch(r"\[(\d+)\] (.+)", line):
            notes.append(Note(m[1], m[1], (Text(m[2]),)))
        elif line == "Annex":
            annexes.append([])
        elif m := re.fullmatch(r"(\d+\.) (.+)", line):
            into.append(Operative(m[1], (Text(m[2]),)))
        else:
            into.append(Operative("", (Text(line),)))
    return Document(
        body=tuple(body), annexes=tuple(Annex((Text("Annex"),), (), tuple(a)) for a in annexes), notes=tuple(notes)
    )


def shown(text: Text, mark: Mark) -> str:
    """A finding as a case file writes it."""
    printed = f"`{text.content[mark.start : mark.end]}`"
    if mark.kind is Kind.MREF:
        return f"list {printed}"
    if mark.kind is Kind.RREF:
        return f"{printed} → `{mark.get('from')}` to `{mark.get('upTo')}`"
    return f"{'link ' if mark.kind is Kind.LINK else ''}{printed} → `{mark.get('href')}`"


def found_in(case: Case) -> list[str]:
    """What is found in the text of a case, in reading order."""
    context = Context(load(case.language), actor=case.actor)
    marked = with_texts(document_of(case.lines), lambda text, place: recognise(text, context.at(place)))
    document = resolve(marked, context).value
    return [shown(text, m) for text, _ in texts_of(document) for m in text.of(*_SHOWN)]


@pytest.mark.parametrize("case", CASES, ids=[f"{c.file}: {c.title}" for c in CASES])
def test_what_is_found_is_what_the_case_says(case: Case) -> None:
    expected = [] if case.expected == ("nothing",) else list(case.expected)
    assert found_in(case) == expected


def test_every_official_language_has_cases_that_find_something() -> None:
    found = {c.language for c in CASES if c.expected != ("nothing",)}
    assert found >= {"ara", "eng", "fra", "rus", "spa", "zho"}


def test_every_case_expects_something_or_says_nothing() -> None:
    assert all(case.lines and case.expected for case in CASES)
    assert len(CASES) > 70

"""The case files of the rules: what they look like, and how they are read.

Each file `cases/R-NNN.md` is about one rule.  A case starts with a heading, `## passes: …` or `## fails: …`, and is a
change to a whole document that keeps every rule (`resolution.xml`, or what `on:` names):

    ## fails: an unknown kind
    ```diff
    -<statement name="resolution"
    +<statement name="motion"
    ```
    says: unknown kind of text “motion”

Lines with `-` must occur exactly once in the document (`every:` in front of the change lifts that) and become the lines
with `+`.  `says:` is part of the message of one finding, in order; there must be no other of this rule.  `also:` lists
other rules that the change breaks as well; `XSD` is the schema.  `shows:` is a piece of text that the document must
hold, so that a case which changes nothing still shows what it is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent
_CASES = FOLDER / "cases"


@dataclass
class Case:
    """One case: the rule, whether it must pass, and everything the file says of it."""

    rule: str
    title: str
    passes: bool
    on: str = "resolution.xml"
    changes: list[tuple[str, str]] = field(default_factory=list)
    every: bool = False
    says: list[str] = field(default_factory=list)
    also: set[str] = field(default_factory=set)
    shows: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.rule} {'passes' if self.passes else 'fails'}: {self.title}"

    @property
    def data(self) -> bytes:
        """The document of the case."""
        text = (FOLDER / self.on).read_text(encoding="utf-8")
        for old, new in self.changes:
            times = text.count(old)
            assert times == 1 or (times and self.every), f"{self}: {old!r} occurs {times} times"
            text = text.replace(old, new)
        for piece in self.shows:
            assert piece in text, f"{self}: {piece!r} is not in the document"
        return text.encode()


def read_cases() -> list[Case]:
    """All cases of all files, in order."""
    return [case for path in sorted(_CASES.glob("R-*.md")) for case in _read(path)]


def _read(path: Path) -> list[Case]:
    found: list[Case] = []
    for block in re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        heading, _, body = block.partition("\n")
        kind, _, title = heading.partition(": ")
        assert kind in ("passes", "fails"), f"{path.name}: {heading}"
        found.append(_case(Case(path.stem, title, kind == "passes"), body, path.name))
    return found


def _case(case: Case, body: str, name: str) -> Case:
    for diff in re.findall(r"^```diff\n(.*?)^```", body, flags=re.MULTILINE | re.DOTALL):
        for change in re.finditer(r"((?:^-.*\n)+)((?:^\+.*\n)*)", diff, flags=re.MULTILINE):
            old, new = ("\n".join(line[1:] for line in side.splitlines()) for side in change.groups())
            case.changes.append((old, new))
    for line in re.sub(r"^```diff\n.*?^```", "", body, flags=re.MULTILINE | re.DOTALL).splitlines():
        word, _, rest = line.partition(":")
        rest = rest.strip()
        if word == "on":
            case.on = rest
        elif word == "every":
            case.every = True
        elif word == "says":
            case.says.append(rest)
        elif word == "also":
            case.also |= set(rest.split(", "))
        elif word == "shows":
            case.shows.append(rest)
        else:
            assert not line.strip(), f"{name}: cannot read {line!r}"
    return case

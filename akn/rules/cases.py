"""Examples of the rules: markup that keeps a rule, and markup that breaks it.  The tests run all of them.

Each file `cases/R-NNN.md` is about one rule.  A case starts with a heading, `## passes: …` or `## fails: …`, and is a
change to a whole document that keeps every rule (`resolution.xml`, or what `on:` names; the tests have them):

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
from pathlib import Path

from msgspec import Struct

_CASES = Path(__file__).parent / "cases"


class Case(Struct):
    """One case: the rule, whether it must pass, and all that the file says of it; `changes` are (good, bad) markup."""

    rule: str
    title: str
    passes: bool
    on: str = "resolution.xml"
    changes: list[tuple[str, str]] = []
    every: bool = False
    wording: list[str] = []
    also: set[str] = set()
    shows: list[str] = []

    def __str__(self) -> str:
        return f"{self.rule} {'passes' if self.passes else 'fails'}: {self.title}"

    def applied(self, text: str) -> str:
        """The document of the case, made from the one that keeps every rule.  Raises ValueError if that has changed."""
        for old, new in self.changes:
            times = text.count(old)
            if times != 1 and not (times and self.every):
                raise ValueError(f"{self}: {old!r} occurs {times} times")
            text = text.replace(old, new)
        for piece in self.shows:
            if piece not in text:
                raise ValueError(f"{self}: {piece!r} is not in the document")
        return text


def read_cases(rule: str = "") -> list[Case]:
    """The cases of a rule, or of all rules, in order.

    >>> {case.rule for case in read_cases("R-003")}
    {'R-003'}
    """
    return [case for path in sorted(_CASES.glob(f"{rule or 'R-*'}.md")) for case in _read(path)]


def _read(path: Path) -> list[Case]:
    found: list[Case] = []
    for block in re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        heading, _, body = block.partition("\n")
        kind, _, title = heading.partition(": ")
        if kind not in ("passes", "fails"):
            raise ValueError(f"{path.name}: {heading}")
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
            case.wording.append(rest)
        elif word == "also":
            case.also |= set(rest.split(", "))
        elif word == "shows":
            case.shows.append(rest)
        elif line.strip():
            raise ValueError(f"{name}: cannot read {line!r}")
    return case

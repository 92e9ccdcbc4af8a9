"""How many instructions a document costs, counted by cachegrind: a number that no other work on the machine changes.

`python -m benchmarks instructions` prints millions of instructions: of one document more in a process that has
converted some, of a whole command on a short text, of reading and writing back, and of the mandates of a document.  It
needs `valgrind`; without it nothing is measured.  Numbers of two versions may be compared if the interpreter and the
packages are the same.

`python -m benchmarks.instructions SUBJECT N` is what cachegrind runs: N rounds of one subject.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.resolutions import as_docx, as_text

PARAGRAPHS, NOTES = 12, 3  # few: cachegrind takes some twenty times as long as the conversion alone
WARM, MORE = 1, 2  # documents that a process has converted, and how many more are counted
OWN = ("qav", "qem", "qil", "qon", "qur", "qix")
"""Each document has words of its own, so that what is remembered of one does not help with another."""

SHORT = """\
United Nations A/RES/99/1
General Assembly
99/1. Lamps
The General Assembly,
Recalling its resolution 98/2 of 3 December 2043,
1. Requests the Secretary-General to report to it at its hundredth session.
"""


def rounds(subject: str, times: int) -> None:
    """Convert so many documents of a subject, all of which are made first, or read the mandates of so many."""
    from akn import mandates
    from converters import Options, convert

    kind, language = subject.split("-")
    make = as_docx if kind == "word" else as_text
    sources = [make(language, PARAGRAPHS, NOTES, own) for own in OWN]
    if kind == "rows":
        documents = [done.document for source in sources if (done := convert(source)).document is not None]
        for n in range(times):
            mandates(documents[n % len(documents)])
        return
    if kind == "back":
        sources = [convert(sources[0]).output]
    for n in range(times):
        source = sources[n % len(sources)]
        convert(
            source, options=Options(from_="docx") if kind == "word" else Options(to="text" if kind == "back" else "xml")
        )


def _count(arguments: list[str]) -> float:
    """Millions of instructions of a Python interpreter with these arguments."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | {"PYTHONHASHSEED": "0"}
    subprocess.run(
        [sys.executable, *arguments], check=True, capture_output=True, env=environment
    )  # compile the modules
    line = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
    done = subprocess.run(
        [*line, sys.executable, *arguments], check=True, capture_output=True, text=True, env=environment
    )
    found = re.search(r"I\s+refs:\s+([0-9,]+)", done.stderr)
    assert found is not None, done.stderr
    return int(found[1].replace(",", "")) / 1e6


SUBJECTS: dict[str, str] = {
    "text-en": "text to AKN (en)",
    "text-ar": "text to AKN (ar)",
    "word-en": "Word to AKN (en)",
    "back-en": "AKN to text (en)",
    "rows-en": "mandates (en)",
    "rows-ar": "mandates (ar)",
}


def instructions() -> dict[str, float]:
    """Millions of instructions of one more document in a process, and of a command on a short text."""
    if shutil.which("valgrind") is None:
        return {}
    numbers = {}
    for subject, name in SUBJECTS.items():
        few, many = (_count(["-m", "benchmarks.instructions", subject, str(n)]) for n in (WARM, WARM + MORE))
        numbers[f"one document more, {name}"] = (many - few) / MORE
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "r.txt"
        source.write_text(SHORT, encoding="utf-8")
        command = ["-m", "converters", "convert", "--quiet", str(source), "-o", f"{folder}/o.xml"]
        numbers["akn convert on a text of 6 lines"] = _count([*command, "--force"])
    return numbers


if __name__ == "__main__":
    rounds(sys.argv[1], int(sys.argv[2]))

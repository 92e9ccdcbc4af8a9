"""The demonstration of `make demo`: three printed resolutions in, valid and linked Akoma Ntoso out.

The first lines of each result are shown, and what was found in it; the whole files go to the folder given, if any.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from akn.read import read_xml
from akn.text import Kind
from akn.validate import validate_xml
from akn.walk import texts_of
from converters import convert

HERE = Path(__file__).parent
_SHOWN = {"<preface": 3, "<preamble": 5, "<mainBody": 6}


def main(target: str = "") -> int:
    """Convert the example resolutions; return 1 if one of them is invalid."""
    bad = 0
    for source in sorted(HERE.glob("*.txt")):
        done = convert(source.read_bytes(), name=source.name)
        print(f"\n=== {source.name}: {done.status}, {len(done.output):,} bytes of AKN XML")
        print(excerpt(done.output.decode("utf-8")))
        print(summary(done.output))
        for diagnostic in done.diagnostics:
            print(f"    {diagnostic}")
        bad += not done.status.good
        if target:
            (Path(target) / f"{source.stem}.xml").write_bytes(done.output)
    return 1 if bad else 0


def excerpt(xml: str) -> str:
    """The identification, the title and the first paragraphs: enough to see what the markup is like."""
    lines = xml.splitlines()
    kept = [line for line in lines if "<FRBRuri" in line][:1]
    for name, count in _SHOWN.items():
        at = next((i for i, line in enumerate(lines) if name in line), len(lines))
        kept += lines[at : at + count]
    return "\n".join(line if len(line) <= 160 else line[:159] + "…" for line in kept)


def summary(xml: bytes) -> str:
    """How much of what was found, and what the validator says."""
    document = read_xml(xml).value
    count = Counter(m.kind for text, _ in texts_of(document) for m in text.marks)
    found = validate_xml(xml)
    return (
        f"    {count[Kind.ACTION]} actions, {count[Kind.REF] + count[Kind.RREF]} references, "
        f"{count[Kind.DATE]} dates, {len(document.notes)} notes called {count[Kind.NOTE]} times, "
        f"{len(document.annexes)} annexes; errors: {sum(d.severity.value == 'error' for d in found)}"
    )


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))

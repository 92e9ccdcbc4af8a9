"""The demonstration of `make demo`: printed resolutions in; valid, linked Akoma Ntoso and pages to read out.

For each result it says what was found; the XML and the pages go to a folder, and where they are is printed at the end.
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
from converters.batch.plan import Plan
from converters.options import Options
from converters.view.site import Site, see

HERE = Path(__file__).parent
SHOWN_WHOLE = "tidal-libraries.en.txt"
_SHOWN = {"<preface": 3, "<preamble": 5, "<mainBody": 6}


def main(target: str = "build/demo") -> int:
    """Convert the examples and write their pages; return 1 if one of them is invalid."""
    folder = Path(target)
    folder.mkdir(parents=True, exist_ok=True)
    bad = 0
    for source in sorted(HERE.glob("*.txt")):
        done = convert(source.read_bytes(), name=source.name)
        print(f"\n=== {source.name}: {done.status}, {len(done.output):,} bytes of AKN XML")
        if source.name == SHOWN_WHOLE:
            print(excerpt(done.output.decode("utf-8")))
        print(summary(done.output))
        for diagnostic in done.diagnostics:
            if source.name == SHOWN_WHOLE or diagnostic.severity != "info":
                print(f"    {diagnostic}")
        bad += not done.status.good
        (folder / f"{source.stem}.xml").write_bytes(done.output)
    print("\n=== the same as pages (akn view examples --links relative), to be opened in a browser:")
    seen = [see(found, Options(to="html")) for found in Plan([str(HERE)], "", Options(to="html")).find()]
    for name, page in Site(seen, "relative").pages():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(page)
        if name in (f"{Path(SHOWN_WHOLE).stem}.html", "index.html") or name.startswith("versions/"):
            print(f"    {path.resolve()}")
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

"""Published AKN files as `akn upgrade` leaves them: valid, without a broken MUST, and with the same text.

The laws, each on every file:

* `must`: the official schema and every MUST of the profile hold;
* `text`: the running text is the same, in order, and so is that of the notes;
* `again`: upgraded once more, nothing changes.

Aside in `text` is white space, and what the profile forbids and the upgrade reports (X207): the marker that a
note repeats at its beginning, and brackets around a call, which `marker` holds; direction marks around a number.
"""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

from akn.diagnostics import Severity
from akn.errors import AknError
from akn.upgrade import upgrade_xml
from akn.validate import validate_xml
from proofs.tallies import Verdicts, files, first_difference, tally

_CALL = "\ue000"  # stands where a note is called
_DIRECTIONS = dict.fromkeys(map(ord, "\u200e\u200f\u061c"))


def prove(folder: Path, jobs: int, every: int) -> int:
    """Check all XML files of a folder."""
    return tally(check, files(folder, (".xml",), every), jobs)


def check(path: Path) -> Verdicts:
    """Which laws one file keeps."""
    data = path.read_bytes()
    try:
        upgraded = upgrade_xml(data, source=path.name).value
    except AknError as error:
        return {"read": str(error)}
    found = validate_xml(upgraded)
    return {
        "must": "; ".join(f"{d.rule} {d.message}" for d in found if d.severity is Severity.ERROR),
        "text": _difference(_words(data), _words(upgraded)),
        "again": "" if upgrade_xml(upgraded, source=path.name).value == upgraded else "another file",
    }


def _words(data: bytes) -> list[str]:
    """The running text, and the notes in order."""
    root = etree.fromstring(data)
    for meta in list(root.iter("{*}meta")):
        parent = meta.getparent()
        assert parent is not None
        parent.remove(meta)
    notes = []
    for note in list(root.iter("{*}authorialNote")):
        marker = re.escape(note.get("marker") or "")
        notes.append(re.sub(rf"^[(（]?(?:{marker})?[)）]?[.]?", "", _text(note)))
        tail = note.tail
        note.clear()
        note.tail = f"{_CALL}{tail or ''}"
    # brackets around a call
    return [re.sub(rf"[(（]?{_CALL}[)）]?", "", _text(root)), *notes]


def _text(element: etree._Element) -> str:
    return "".join("".join(str(piece) for piece in element.itertext()).translate(_DIRECTIONS).split())


def _difference(before: list[str], after: list[str]) -> str:
    if len(before) != len(after):
        return f"{len(before) - 1} notes are {len(after) - 1}"
    for n, (one, other) in enumerate(zip(before, after, strict=True)):
        if one != other:
            at = first_difference(one, other)
            where = f"note {n}" if n else "the text"
            return f"in {where}: {one[max(0, at - 10) : at + 40]!r} is {other[max(0, at - 10) : at + 40]!r}"
    return ""

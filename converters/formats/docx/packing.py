"""The parts of a package in a zip that has always the same bytes for the same parts."""

from __future__ import annotations

import io
import zipfile

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say: no clock is asked
_FIRST = ("[Content_Types].xml", "_rels/.rels")  # where readers that stream the file expect them


def pack(parts: dict[str, str]) -> bytes:
    """A zip of XML parts by name: the two that lead to all others first, the rest in the order of their names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(parts, key=lambda n: (n not in _FIRST, n)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # not the system that this runs on
            archive.writestr(entry, parts[name].encode("utf-8"), compresslevel=6)
    return out.getvalue()

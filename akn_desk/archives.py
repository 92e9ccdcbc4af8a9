"""Archives whose files go into the folder of a desk, one by one, as if each had been dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from akn.errors import AknError
from converters.batch.plan import archive_stem, members
from converters.batch.spool import Spool, drop
from converters.files import is_left_out, read_bytes
from converters.formats import format_by_suffix

MOST = 512 << 20
"""Bytes that the files of an archive may have together: as many as one drop."""

Put = Callable[[str, bytes], tuple[str, str]]


def is_archive(name: str) -> bool:
    """True for the name of an archive that can be opened."""
    return bool(archive_stem(name))


def take_out(path: str, put: Put) -> Iterator[tuple[str, str]]:
    """Put the files of an archive that can be read somewhere (`put`, by name and bytes): their names there, and why one
    is not taken (a word of the desk, or a sentence).  An archive that is broken gives what stands before the break.
    """
    spool = Spool()
    left = MOST
    try:
        for member in members(path, spool):
            name = member.name.replace("\\", "/").rpartition("/")[2]
            if is_left_out(name) or format_by_suffix(name) in ("", "html"):
                drop(member.unpacked)
                continue
            if member.refused:
                yield member.name, member.refused
                continue
            data = read_bytes(member.unpacked) if member.unpacked else member.data or b""
            drop(member.unpacked)
            left -= len(data)
            if left < 0:
                yield member.name, "too_much"
                return
            yield put(name, data)
    except AknError as error:
        yield path, str(error)

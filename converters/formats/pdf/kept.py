"""Pages that were recognised before, kept by what their pictures show: recognising one takes seconds, reading it none.

They stand in the cache folder of the user (`$XDG_CACHE_HOME/akn/pages`, else `~/.cache/akn/pages`), or in the folder
that the environment variable `AKN_PAGES` names; `AKN_PAGES=off` keeps none.  Nothing needs them: what cannot be read or
written is recognised again, and the same picture gives the same words whether they were kept or not.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec

from akn import __version__
from akn.patterns import lazy_pattern
from converters.formats.pdf.page import Picture

T = TypeVar("T")

FOLDER = "AKN_PAGES"
OFF = "off"
_PAGE = lazy_pattern(r"[0-9a-f]{62}")
_EACH = 40  # pages in each of 256 folders, at most: 10,240 pages of 6 to 20 kB


class KeptPages:
    """The folder with what was recognised; `about` is all besides the picture that its words depend on."""

    def __init__(self, about: str) -> None:
        """Find the folder; nothing is made before there is something to keep."""
        self._folder = _folder()
        self._about = f"{__version__} {about}"

    def key(self, picture: Picture, wanted: str) -> str:
        """The name of what is made of a picture; `wanted` says what that is."""
        found = hashlib.sha256(f"{self._about} {wanted} {picture.width} {picture.height} {picture.dpi}".encode())
        rows = memoryview(picture.data)
        for top in range(0, picture.height * picture.stride, picture.stride):
            found.update(rows[top : top + picture.width])
        return found.hexdigest()

    def get(self, key: str, kind: type[T]) -> T | None:
        """What was kept under a name; None if nothing is there, or something that is no such value."""
        if self._folder is None:
            return None
        try:
            data = zlib.decompress(self._path(self._folder, key).read_bytes())
            return msgspec.json.decode(data, type=kind)
        except (OSError, zlib.error, msgspec.MsgspecError, UnicodeDecodeError):
            return None

    def put(self, key: str, value: object) -> None:
        """Keep a value, whole or not at all; of many the oldest go."""
        if self._folder is None:
            return
        path = self._path(self._folder, key)
        with suppress(OSError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(zlib.compress(msgspec.json.encode(value)))
                os.replace(name, path)
            except OSError:
                os.unlink(name)
            pages = (one for one in path.parent.iterdir() if _PAGE.fullmatch(one.name))  # nothing of anybody else
            held = sorted(pages, key=lambda one: (one.stat().st_mtime_ns, one.name))
            for old in held[: max(0, len(held) - _EACH)]:
                old.unlink()

    @staticmethod
    def _path(folder: Path, key: str) -> Path:
        return folder / key[:2] / key[2:]


def _folder() -> Path | None:
    named = os.environ.get(FOLDER, "")
    if named == OFF:
        return None
    if named:
        return Path(named)
    cache = os.environ.get("XDG_CACHE_HOME", "")
    try:
        return (Path(cache) if cache else Path.home() / ".cache") / "akn" / "pages"
    except RuntimeError:  # nobody knows whose home it is
        return None

"""What is made once and kept for the next run: files in the cache folder of the user.

Nothing depends on them.  A file that is not there, not whole or not readable is made anew, and a folder that cannot be
written costs only the time of that.
"""

from __future__ import annotations

import os
import sys
from zlib import crc32


def cache_folder() -> str:
    """Where this user's programs keep what they can make again (XDG Base Directory; LOCALAPPDATA on Windows).

    Raises OSError if the user has no home.
    """
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.expanduser(r"~\AppData\Local")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    if base.startswith("~"):
        raise OSError("the user has no home")
    return os.path.join(base, "akn-un")


def checksum(data: bytes) -> str:
    """Tells a file that is whole from one that is not, and costs no loading of cryptography."""
    return f"{crc32(data):08x}{len(data):x}"


def read_kept(name: str) -> bytes | None:
    """What `keep` wrote under this name; None if it is not there or not whole."""
    try:
        with open(os.path.join(cache_folder(), name), "rb") as file:
            said, _, content = file.read().partition(b"\n")
    except OSError:
        return None
    return content if said == checksum(content).encode() else None


def keep(name: str, content: bytes) -> None:
    """Write a file of the cache in one step, so that a reader sees all of it or nothing."""
    import tempfile  # slow to load, and needed once

    try:
        folder = cache_folder()
        os.makedirs(folder, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=f".{name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(checksum(content).encode() + b"\n" + content)
            os.replace(temporary, os.path.join(folder, name))
        except BaseException:
            if os.path.exists(temporary):
                os.unlink(temporary)
            raise
    except OSError:
        return

"""What was made of inputs, kept beside the output of a run, so that the next run makes only what is new or changed.

A table and a site are made of all inputs at once: a run that is killed leaves none, and one input more would mean to
read all of them again.  With `--resume` what was made of each input is kept as soon as it is done, in the folder
`.akn-kept/NAME` beside the output of that name, and taken from there if the bytes of the input, its corrections, the
options, data and plug-ins from outside and the version are the same.  Nothing else stands in for reading: what cannot
be read back is made again, and the output has the same bytes whether something was kept or not.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Generic, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from akn import __version__
from akn.errors import AknError
from akn.patterns import lazy_pattern
from converters.batch.plan import Found
from converters.batch.report import options_fingerprint
from converters.batch.rivals import Made
from converters.batch.spool import drop
from converters.batch.task import read_held, sha256_of
from converters.files import check_folder, fingerprint, read_bytes, remove_left, write_atomically
from converters.options import Options
from converters.sources import corrections_file, read_corrections

M = TypeVar("M", bound=Made)

FOLDER = ".akn-kept"
_KEPT = lazy_pattern(r"[0-9a-f]{64}\.kept")
_MOST = 1 << 30  # bytes of one when unpacked, as of a file that is read: what is larger is not ours


class EarlierMade(Struct, Generic[M], frozen=True):
    """What was made of an input, the name by which it is kept (empty if it is not), and whether it was there before."""

    made: M
    key: str = ""
    before: bool = False


class Earlier(Generic[M]):
    """What earlier runs made of inputs for one output, and what this run takes of it.

    `make` makes something of an input, `kind` is its class; `output` is the file that is made of all (empty: nothing
    is kept), `about` all that it depends on besides the inputs and the options.  With `anew` nothing is taken.
    Raises AknError if nothing can be kept beside the output.
    """

    def __init__(
        self, make: Callable[[Found], M], kind: type[M], output: str, options: Options, *about: str, anew: bool = False
    ) -> None:
        folder, name = os.path.split(os.path.abspath(output))
        self._folder = os.path.join(folder, FOLDER, name) if output else ""
        self._used: set[str] = set()
        self.count = 0
        if self._folder:
            check_folder(self._folder)
            remove_left(self._folder)
        given = fingerprint("\0".join((__version__, options_fingerprint(options), kind.__name__, *about)).encode())
        self.made: Callable[[Found], EarlierMade[M]] = partial(
            _made_once, make=make, kind=kind, folder=self._folder, given=given, options=options, anew=anew
        )
        """What is made of an input, for a process that makes it; `take` unwraps it."""

    def take(self, one: EarlierMade[M]) -> M:
        """What was made of an input; it is known then that this run needs it."""
        self._used.add(one.key)
        self.count += one.before
        return one.made

    def end(self) -> None:
        """Remove what this run did not need: inputs that went or were changed.  For a run that took all inputs."""
        if self._folder:
            with suppress(OSError):
                for name in os.listdir(self._folder):
                    if _KEPT.fullmatch(name) and name.removesuffix(".kept") not in self._used:
                        os.unlink(os.path.join(self._folder, name))


def _made_once(
    found: Found, *, make: Callable[[Found], M], kind: type[M], folder: str, given: str, options: Options, anew: bool
) -> EarlierMade[M]:
    """What an earlier run made of an input that is the same; else what is made now, kept if it could be read."""
    if not folder or found.refused:
        return EarlierMade(make(found))
    try:
        data = read_held(found)
        corrections = corrections_file(options.corrections)
        sha256 = sha256_of(data, corrections if corrections.path else read_corrections(found.source, beside=True))
    except Exception:  # whatever it is, whoever makes something of the input reports it
        return EarlierMade(make(found))
    key = fingerprint("\0".join((given, found.source, found.stem, sha256)).encode("utf-8", "surrogateescape"))
    path = os.path.join(folder, f"{key}.kept")
    if not anew and (before := _read(path, kind)) is not None:
        drop(found.unpacked)
        return EarlierMade(before, key, before=True)
    made = make(replace(found, data=data))
    if not made.status.there:
        return EarlierMade(made)
    with suppress(AknError, UnicodeEncodeError):  # no room, or a name that is no UTF-8: it is made again another time
        write_atomically(path, zlib.compress(msgspec.msgpack.encode(made), 1))
    return EarlierMade(made, key)


def _read(path: str, kind: type[M]) -> M | None:
    """What is kept in a file; None if there is none, or something that is not what was asked for."""
    if not os.path.isfile(path):
        return None
    try:
        unpacked = zlib.decompressobj()
        data = unpacked.decompress(read_bytes(path), _MOST)
        return msgspec.msgpack.decode(data, type=kind) if unpacked.eof else None
    except (AknError, zlib.error, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None

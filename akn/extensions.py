"""What comes from outside this package: folders of data files, and what other packages offer by entry points.

    a folder       named by the environment variable AKN_DATA (several with the separator of PATH) or by `akn --data`;
                   its folders `languages` and `bodies` hold TOML files as those of this package do
    entry points   of the groups `akn.data` (a package with such folders), `akn.formats` (a module with `read` or
                   `write`, under the name of the format) and `akn.rules` (a module that declares rules)

Files from outside come after those of this package, so a file of the same name takes the place of ours.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from akn.errors import DataError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

FOLDERS = "AKN_DATA"
"""The environment variable that names folders of data files; worker processes inherit it."""


def data_files(kind: str, own: str) -> dict[str, str]:
    """The TOML files of a kind (`languages`, `bodies`) by name: those of the folder `own`, then those from outside.

    Raises DataError if a folder that AKN_DATA names is not there.
    """
    found: dict[str, str] = {}
    for folder in (own, *(os.path.join(outside, kind) for outside in _outside())):
        if os.path.isdir(folder):
            names = sorted(name for name in os.listdir(folder) if name.endswith(".toml"))
            found |= {name.removesuffix(".toml"): os.path.join(folder, name) for name in names}
    return dict(sorted(found.items()))


def _outside() -> Iterator[str]:
    for point in offered("akn.data"):
        yield from point.load().__path__
    for folder in filter(None, os.environ.get(FOLDERS, "").split(os.pathsep)):
        if not os.path.isdir(folder):
            raise DataError(f"the folder of data files {folder!r} does not exist (it is named by --data or {FOLDERS})")
        yield folder


@cache
def offered(group: str) -> tuple[EntryPoint, ...]:
    """The entry points of a group, in the order of their names.

    `importlib.metadata` takes longer to load than a short resolution to convert, and few installations have such entry
    points: so the files that hold them (`*.dist-info/entry_points.txt`, PyPA specification "Recording installed
    projects") are asked first whether one names the group.
    """
    if not any(_names(path, f"[{group}]") for path in _entry_point_files()):
        return ()
    from importlib.metadata import entry_points

    return tuple(sorted(entry_points(group=group), key=lambda point: point.name))


@cache
def _entry_point_files() -> tuple[str, ...]:
    found = []
    for folder in sys.path:
        try:
            names = sorted(os.listdir(folder or "."))
        except OSError:
            continue
        found += [os.path.join(folder, name, "entry_points.txt") for name in names if name.endswith(".dist-info")]
    return tuple(found)


def _names(path: str, heading: str) -> bool:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return heading in file.read()
    except OSError:
        return False

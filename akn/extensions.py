"""What other packages offer by entry points, found without loading what reads them where there are none.

akn.data          a package that has the folders of data files that `akn.data` names
akn.formats       a module with `read` or `write`, under the name of the format
akn.recognisers   a function that finds things in running text
akn.rules         a module that declares rules
akn.commands      a module with `HELP`, `add_arguments` and `run`, under the name of the command
"""

from __future__ import annotations

import os
import sys
from functools import cache
from typing import TYPE_CHECKING, Any

from akn.errors import AknError, PlugInError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

DATA = "akn.data"
"""The group of the packages with data files."""

GROUPS = ("akn.formats", "akn.recognisers", "akn.rules", "akn.commands")
"""The groups whose plug-ins run: an exception may come up in one."""


@cache
def offered(group: str) -> tuple[EntryPoint, ...]:
    """The entry points of a group, in the order of their names.

    `importlib.metadata` takes longer to load than a short resolution to convert, and few installations have such entry
    points: so the files that hold them (`*.dist-info/entry_points.txt`, PyPA specification "Recording installed
    projects") are asked first whether one names the group.
    """
    if not any(f"[{group}]" in held for held in _entry_points()):
        return ()
    from importlib.metadata import entry_points

    return tuple(sorted(entry_points(group=group), key=lambda point: point.name))


def loaded(point: EntryPoint) -> Any:
    """What an entry point offers.  Raises PlugInError if it cannot be loaded."""
    try:
        return point.load()
    except Exception as error:
        raise fault_of(point, error) from error


def installed() -> tuple[tuple[str, ...], ...]:
    """What other packages offer: of each entry point its group, name and value, its package and the version of that."""
    points = [point for group in (DATA, *GROUPS) for point in offered(group)]
    return tuple((p.group, p.name, p.value, *((p.dist.name, p.dist.version) if p.dist else ())) for p in points)


def plug_in_fault(error: Exception, module: str = "") -> Exception:
    """The exception itself, or a PlugInError that names the plug-in in whose package it came up.

    An entry point may name a function of a module that another module of its package holds; of several plug-ins of a
    package the one is named whose own module is concerned.  `module` is concerned in any case: what it gave was wrong.
    """
    if isinstance(error, AknError):
        return error
    from traceback import walk_tb

    modules = {module, *(frame.f_globals.get("__name__", "") for frame, _ in walk_tb(error.__traceback__))}
    packages = {module.partition(".")[0] for module in modules}
    points = [point for group in GROUPS for point in offered(group)]
    near = [point for point in points if point.module.partition(".")[0] in packages]
    return next((fault_of(p, error) for p in sorted(near, key=lambda p: p.module not in modules)), error)


def fault_of(point: EntryPoint, error: Exception) -> PlugInError:
    """The exception that names a plug-in and what went wrong with it."""
    told = " ".join(f"{type(error).__name__}: {error}".split())
    return PlugInError(f"{plug_in_named(point)} failed: {told}")


def plug_in_named(point: EntryPoint) -> str:
    """What messages call a plug-in: its name, where it was declared, and its package."""
    package = f" of the package {point.dist.name}" if point.dist else ""
    return f"the plug-in {point.name} ({point.group}: {point.value}){package}"


@cache
def _entry_points() -> tuple[str, ...]:
    """What the files of entry points hold that name a group of ours; each is read once."""
    found = []
    for folder in sys.path:
        try:
            names = sorted(os.listdir(folder or "."))
        except OSError:
            continue
        found += [os.path.join(folder, name, "entry_points.txt") for name in names if name.endswith(".dist-info")]
    return tuple(held for held in map(_read, found) if "[akn." in held)


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""

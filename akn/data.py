"""Data files: TOML as people write it, checked against a typed shape; and where data from outside comes from.

    a folder       named by the environment variable AKN_DATA (several with the separator of PATH) or by `akn --data`;
                   its folders `languages`, `bodies`, `clauses` and `recognition` hold TOML files as those of this
                   package and of `converters` do
    entry points   of the group `akn.data` (`akn.extensions`): a package with such folders

Files from outside come after those of this package, so a file of the same name takes the place of ours.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

import msgspec
from msgspec import Struct, ValidationError

from akn.errors import AknError, DataError
from akn.extensions import DATA, fault_of, installed, loaded, offered

S = TypeVar("S")


class Shape(Struct, frozen=True, eq=False, forbid_unknown_fields=True, omit_defaults=True):
    """What a table of a data file may hold; two values are equal only if identical."""


def checked(shape: type[S], table: object, source: str, at: str = "") -> S:
    """The table as a value of `shape`: no unknown key, none missing, every type right.

    `source` names the file and `at` the place in it, for the message of the DataError that is raised if the table does
    not fit.
    """
    try:
        return msgspec.convert(table, shape)
    except ValidationError as error:
        what, _, path = str(error).partition(" - at ")
        path = _with_keys(lambda part: msgspec.convert(part, shape), table, path.strip("`").removeprefix("$"))
        words = re.findall("`([^`]*)`", what)
        if "unknown field" in what:
            path, what = f"{path}.{words[0]}", "is not a known key"
        elif "required field" in what:
            path, what = f"{path}.{words[0]}", "is missing"
        elif what.startswith("Invalid enum value"):
            what = f"cannot be {what.rpartition(' ')[2]}"
        elif what.startswith("Expected") and len(words) == 2:
            what = f"must be {_KINDS.get(words[0], words[0])}, not {_KINDS.get(words[1], words[1])}"
        raise DataError(f"{source}: {_said(f'{at}{path}') or 'the file'} {what}") from None


def _said(path: str) -> str:
    """A path in a file for readers, who count from 1.

    >>> _said(".line[0].begins"), _said("dates.months")
    ('begins in entry 1 of line', 'dates.months')
    """
    found = re.fullmatch(r"\.?([^\[\]]+)\[(\d+)\](?:\.([^\[\]]+))?", path)
    if not found:
        return path.removeprefix(".")
    within = f"{found[3]} in " if found[3] else ""
    return f"{within}entry {int(found[2]) + 1} of {found[1]}"


_KINDS = {"array": "an array", "object": "a table"}


def _with_keys(convert: Callable[[Any], object], table: Any, path: str) -> str:
    """The path of a mistake with the keys that are reported as `[...]` only: those without which it is not found."""
    from copy import deepcopy

    node, found = (table := deepcopy(table)), ""  # the table of the caller stays whole
    for step in re.findall(r"\.[^.[]+|\[\d+\]|\[\.\.\.\]", path):
        if step == "[...]":
            entries = dict(node)
            for key, value in entries.items():
                node.clear()
                node[key] = value
                try:
                    convert(table)
                except ValidationError:
                    step = f".{key}"
                    break
            else:
                return found
        found += step
        node = node[int(step[1:-1])] if step[0] == "[" else node[step[1:]]
    return found


def read_toml(path: str) -> dict[str, Any]:
    """The tables of a TOML file.  Raises DataError if it is no TOML."""
    try:
        with open(path, encoding="utf-8") as file:
            return parsed_toml(file.read(), os.path.basename(path))
    except UnicodeDecodeError as error:
        raise DataError(f"{os.path.basename(path)}: {error}") from error


def read_toml_head(path: str) -> dict[str, Any]:
    """What stands before the first table of a TOML file: a tenth of the time of reading all of it.

    Raises DataError as `read_toml` does, but for what stands further on.
    """
    name = os.path.basename(path)
    try:
        with open(path, encoding="utf-8") as file:
            head = file.read().partition("\n[")[0]
        return parsed_toml(head, name)
    except (UnicodeDecodeError, DataError):  # a line of a longer value may begin so, too
        return read_toml(path)


def parsed_toml(text: str, source: str) -> dict[str, Any]:
    """The tables of a TOML text.  Raises DataError, which names the source, if it is no TOML."""
    import rtoml  # nine times as fast as tomllib on these files: 10 ms for all of them

    try:
        return rtoml.loads(text)
    except rtoml.TomlParsingError as error:
        raise DataError(f"{source}: {error}") from error


def did_you_mean(word: str, known: Iterable[str], also: Mapping[str, str] | None = None) -> str:
    """The end of a message about a word that nothing knows: the nearest one that is known, empty if none is near.

    `also` has further words that a person may have meant, with the known one for each.

    >>> did_you_mean("recaling", ["recalling", "requests"]), did_you_mean("tide", ["recalling"])
    ('; did you mean recalling?', '')
    >>> did_you_mean("wrod", ["docx"], {"word": "docx"})
    '; did you mean docx?'
    """
    from difflib import get_close_matches

    meant = {name: name for name in known} | dict(also or {})
    near = get_close_matches(word, meant, 1)
    return f"; did you mean {meant[near[0]]}?" if near else ""


def near_keys(word: str, known: Iterable[str]) -> list[str]:
    """The keys that a person may have meant by one that there is not, three at most, the nearest first; signs and
    capitals count for nothing.

    >>> near_keys("Secretary-General", ["secretaryGeneral", "memberStates"]), near_keys("bank", ["theWorldBank"])
    (['secretaryGeneral'], ['theWorldBank'])
    """
    from difflib import get_close_matches

    folded = {key.casefold(): key for key in sorted(known)}
    plain = "".join(c for c in word if c.isalnum()).casefold()
    near = get_close_matches(plain, folded, 3) or [one for one in folded if plain and plain in one][:3]
    return [folded[one] for one in near]


FOLDERS = "AKN_DATA"
"""The environment variable that names folders of data files; worker processes inherit it."""


KINDS = ("languages", "bodies", "clauses", "recognition")


def data_files(kind: str, own: str, *, outside: bool = True) -> dict[str, str]:
    """The TOML files of a kind (one of KINDS) by name: those of the folder `own`, then those from outside.

    Raises DataError if a folder that AKN_DATA names is not there, or holds no such file.
    """
    found = _toml_in(own)
    for folder in _outside() if outside else ():
        found |= _toml_in(os.path.join(folder, kind))
    return dict(sorted(found.items()))


def outside_fingerprint() -> str:
    """What tells data and plug-ins from outside apart from others: the files by name and bytes, the plug-ins by name
    and the version of their package; empty if there are none.

    What was made with others is made again by a run that keeps what is made.  A folder or a package of which no files
    can be had counts by what is wrong with it, which each input that needs it reports.
    """
    import hashlib

    held: list[object] = [*installed()]
    try:
        for folder in _outside():
            for kind in KINDS:
                for name, path in sorted(_toml_in(os.path.join(folder, kind)).items()):
                    with open(path, "rb") as file:
                        held.append((kind, name, hashlib.sha256(file.read()).hexdigest()))
    except (AknError, OSError) as error:
        held.append(str(error))
    return hashlib.sha256(repr(held).encode("utf-8", "surrogateescape")).hexdigest()[:16] if held else ""


def _toml_in(folder: str) -> dict[str, str]:
    names = os.listdir(folder) if os.path.isdir(folder) else ()
    return {name.removesuffix(".toml"): os.path.join(folder, name) for name in names if name.endswith(".toml")}


def _outside() -> Iterator[str]:
    for point in offered(DATA):
        package = loaded(point)
        if not hasattr(package, "__path__"):
            raise fault_of(point, DataError(f"{point.module} is no package: its folders would hold the data files"))
        yield from package.__path__
    for folder in filter(None, os.environ.get(FOLDERS, "").split(os.pathsep)):
        if not os.path.isdir(folder):
            raise DataError(f"the folder of data files {folder!r} does not exist (it is named by --data or {FOLDERS})")
        if not any(_toml_in(os.path.join(folder, kind)) for kind in KINDS):
            above, name = os.path.split(os.path.abspath(folder))
            meant = f"; did you mean {above}?" if name in KINDS else ""
            places = ", ".join(f"{kind}/*.toml" for kind in KINDS)
            raise DataError(f"the folder of data files {folder!r} holds no {places} (see --data or {FOLDERS}){meant}")
        yield folder

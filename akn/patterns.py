"""Regular expressions, compiled as `re` compiles them; the command `akn` keeps what it compiled for its next run.

A conversion needs some 180 patterns.  `re` compiles them in Python, which takes longer than all matching in a short
document.  What it makes is a list of numbers for its engine, and the engine takes the same list again:

    regex(source, flags)    like `re.compile`; the only way in which this library compiles
    use_kept()              from now on look among the patterns that a run before has kept
    keep_new()              keep those that were compiled since

The list belongs to one release of Python, so the file carries that in its name; a Python that has no such list, or
another engine, compiles as ever.  Nothing is kept, and nothing read, unless a program asks for it.
"""

from __future__ import annotations

import re
import sys
from typing import Any, AnyStr

_Key = tuple[str | bytes, int]
_Code = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]

# what these compile without `regex` may be made of an input
_OWN = ("akn", "converters")
# and what these compile is not, whenever they do: lxml compiles its own while it is imported
_FIXED = ("argparse", "locale", "gettext", "importlib._bootstrap")

_MOST = 4000  # patterns in the file; when it is full, it starts anew

_wanted = False
_kept: dict[_Key, _Code] | None = None  # read when the first pattern is compiled
_new: list[_Key] = []
_made: dict[_Key, re.Pattern[Any]] = {}

# what may go wrong with the insides of `re` in a Python that has others
_OTHER_ENGINE = (ImportError, AttributeError, TypeError, ValueError, RuntimeError, OverflowError)


def regex(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The pattern of a regular expression: `re.compile(source, flags)`, in a fraction of the time if it is kept.

    A process makes each pattern once, so this may stand where the pattern is used; it is not for patterns that are made
    of an input, as there is no end of those.

    >>> regex(r"\\d+").fullmatch("67").group()
    '67'

    Raises:
        re.error: the source is no regular expression.
    """
    made: re.Pattern[AnyStr] | None = _made.get((source, flags))
    if made is None:
        made = _made[source, flags] = _compiled(source, flags)
    return made


def _compiled(source: AnyStr, flags: int) -> re.Pattern[AnyStr]:
    if not _wanted:
        return re.compile(source, flags)
    if (kept := _from_kept(source, flags)) is not None:
        return kept
    made = re.compile(source, flags)
    _new.append((source, int(flags)))
    return made


def _from_kept(source: str | bytes, flags: int) -> re.Pattern[Any] | None:
    """The pattern from what is kept; None if it is not kept, or not as this Python's engine takes it."""
    global _kept
    if _kept is None:
        _kept = _read()
    if (code := _kept.get((source, flags))) is None:
        return None
    number, packed, groups, names, indexes = code
    try:
        made: re.Pattern[Any] = _engine().compile(source, number, _unpacked(packed), groups, names, indexes)
    except _OTHER_ENGINE:
        return None
    return made


def _unpacked(numbers: bytes) -> list[int]:
    return memoryview(numbers).cast("I").tolist()


def use_kept(*, everywhere: bool = False) -> None:
    """Look among the kept patterns from now on; `everywhere`: also for those that other packages compile.

    The standard library and lxml compile some thirty patterns when they are loaded, and argparse some more.
    """
    global _wanted, _compile_of_re
    _wanted = True
    compiler = _compiler_of_re() if everywhere else None
    if compiler is not None and compiler.compile is not _for_others:
        _compile_of_re, compiler.compile = compiler.compile, _for_others


_compile_of_re: Any = None


def _compiler_of_re() -> Any:
    """The module in which `re` compiles; None in a Python that has another."""
    from importlib import import_module

    try:
        compiler = import_module("re._compiler")
    except ImportError:
        return None
    return compiler if callable(getattr(compiler, "compile", None)) else None


def _for_others(source: Any, flags: int = 0) -> Any:
    """Stands in for the compiler of `re`, so that whoever compiles gets a kept pattern."""
    if not isinstance(source, str | bytes) or flags & re.DEBUG:
        return _compile_of_re(source, flags)
    if (kept := _from_kept(source, flags)) is not None:
        return kept
    made = _compile_of_re(source, flags)
    if _is_fixed():
        _new.append((source, int(flags)))
    return made


def _is_fixed() -> bool:
    """True if a pattern is compiled by a module that is being loaded, or by the command line: none is of an input."""
    caller = sys._getframe(2)
    while caller.f_back is not None and caller.f_globals.get("__name__") in ("re", "akn.patterns"):
        caller = caller.f_back
    name = caller.f_globals.get("__name__", "")
    return name.partition(".")[0] not in _OWN and (caller.f_code.co_name == "<module>" or name in _FIXED)


def keep_new() -> None:
    """Keep what was compiled since `use_kept`, beside what is kept already."""
    if not _new or _kept is None:
        return
    import marshal

    from akn.kept import keep

    together = _read() | _kept  # another process may have kept some meanwhile
    if len(together) + len(_new) > _MOST:  # most of them are of releases before
        together.clear()
    for source, flags in _new[:_MOST]:
        if (code := _code_of(source, flags)) is not None:
            together[source, flags] = code
    _new.clear()
    if together:
        keep(_file(), marshal.dumps(together))


def _read() -> dict[_Key, _Code]:
    import marshal

    from akn.kept import read_kept

    content = read_kept(_file())
    try:
        found = marshal.loads(content) if content else {}
    except (ValueError, TypeError, EOFError):
        return {}
    return found if isinstance(found, dict) else {}


def _file() -> str:
    return f"patterns-{sys.implementation.cache_tag}-{sys.hexversion:x}"


def _engine() -> Any:
    from importlib import import_module

    return import_module("_sre")


def _code_of(source: str | bytes, flags: int) -> _Code | None:
    """What `re` gives to its engine (as `re._compiler.compile` does); None where this Python does it otherwise."""
    from importlib import import_module

    try:
        parsed = import_module("re._parser").parse(source, flags)
        numbers = import_module("re._compiler")._code(parsed, flags)
        names = dict(parsed.state.groupdict)
        indexes: list[str | None] = [None] * parsed.state.groups
        for name, index in names.items():
            indexes[index] = name
        packed = b"".join(int(number).to_bytes(4, sys.byteorder) for number in numbers)
        code = (int(flags | parsed.state.flags), packed, parsed.state.groups - 1, names, tuple(indexes))
        made = _engine().compile(source, code[0], _unpacked(packed), *code[2:])
    except _OTHER_ENGINE:
        return None
    return code if made == re.compile(source, flags) else None

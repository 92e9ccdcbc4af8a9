"""From the tables of a data file to its shape, strictly: no unknown key, none missing, every type right."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeVar

from msgspec import NODEFAULT, Struct
from msgspec.structs import fields

from akn.errors import DataError

T = TypeVar("T")


def checked(shape: type[T], table: object, source: str, at: str = "") -> T:
    """The table as a value of `shape`.

    `source` names the file and `at` the place in it, for the message of the DataError that is raised if a key is
    missing, unknown or holds something of another type.
    """
    if not isinstance(table, dict):
        raise DataError(f"{source}: {at or 'the file'} must be a table, not {_name(table)}")
    known = {f.name: f for f in fields(shape)}  # type: ignore[arg-type]
    for key in table:
        if key not in known:
            raise DataError(f"{source}: {_join(at, key)} is not a known key")
    values: dict[str, Any] = {}
    for name, f in known.items():
        if name in table:
            values[name] = _value(f.type, table[name], source, _join(at, name))
        elif f.default is NODEFAULT and f.default_factory is NODEFAULT:
            raise DataError(f"{source}: {_join(at, name)} is missing")
    return shape(**values)


def built(shape: type[T], table: Mapping[str, Any]) -> T:
    """The table as a value of `shape`, without any check: for tables that were checked before."""
    key: Any = shape
    return shape(**{name: make(table[name]) for name, make in _makers(key).items() if name in table})


@cache
def _makers(shape: type[Any]) -> dict[str, Callable[[Any], Any]]:
    return {name: _maker(hint) for name, hint in typing.get_type_hints(shape).items()}


def _maker(hint: Any) -> Callable[[Any], Any]:
    if isinstance(hint, type) and issubclass(hint, Struct):
        return lambda table: built(hint, table)
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return tuple if arguments[0] is str else _each(_maker(arguments[0]))
    if origin is Mapping:
        if arguments[1] is str:
            return types.MappingProxyType
        inner = _maker(arguments[1])
        return lambda table: types.MappingProxyType({k: inner(v) for k, v in table.items()})
    return _same


def _each(make: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda items: tuple(map(make, items))


def _same(value: Any) -> Any:
    return value


def _value(hint: Any, found: object, source: str, at: str) -> Any:
    if isinstance(hint, type) and issubclass(hint, Struct):
        return checked(hint, found, source, at)
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        if not isinstance(found, list):
            raise DataError(f"{source}: {at} must be an array, not {_name(found)}")
        return tuple(_value(arguments[0], item, source, f"{at}[{i}]") for i, item in enumerate(found))
    if origin is Mapping:
        if not isinstance(found, dict):
            raise DataError(f"{source}: {at} must be a table, not {_name(found)}")
        return types.MappingProxyType({k: _value(arguments[1], v, source, _join(at, k)) for k, v in found.items()})
    if not isinstance(found, hint) or (hint is not bool and isinstance(found, bool)):
        raise DataError(f"{source}: {at} must be {hint.__name__}, not {_name(found)}")
    return found


def _join(at: str, key: str) -> str:
    return f"{at}.{key}" if at else key


def _name(found: object) -> str:
    return type(found).__name__

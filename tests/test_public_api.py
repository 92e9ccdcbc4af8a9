"""The public names are there, once, and none has the name of a module."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import subprocess
import sys
from types import ModuleType

import pytest

import akn
import akn_library
import converters

PACKAGES = [akn, converters, akn_library]


@pytest.mark.parametrize("package", PACKAGES, ids=lambda p: p.__name__)
def test_every_public_name_can_be_had_and_is_listed_once(package: ModuleType) -> None:
    names = package.__all__
    assert sorted(set(names)) == sorted(names)
    assert [name for name in names if getattr(package, name, None) is None] == []
    assert set(package._HOME) <= set(names)


@pytest.mark.parametrize("package", PACKAGES, ids=lambda p: p.__name__)
def test_no_public_name_hides_a_module(package: ModuleType) -> None:
    modules = {m.name for m in pkgutil.iter_modules(package.__path__)}
    assert not modules & set(package.__all__)


@pytest.mark.parametrize("package", PACKAGES, ids=lambda p: p.__name__)
def test_every_public_thing_is_documented_where_it_is_defined(package: ModuleType) -> None:
    for name, home in package._HOME.items():
        thing = getattr(package, name)
        assert thing is getattr(importlib.import_module(home), name)
        if callable(thing):
            assert thing.__doc__, name


@pytest.mark.parametrize("package", PACKAGES, ids=lambda p: p.__name__)
def test_what_is_not_there_is_an_attribute_error(package: ModuleType) -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = package.nonsense


def test_the_signatures_of_public_things_can_be_inspected() -> None:
    for package in PACKAGES:
        for name in package._HOME:
            thing = getattr(package, name)
            if inspect.isfunction(thing) or name == "Converted":
                assert inspect.signature(thing).parameters, name


@pytest.mark.parametrize("package", ["akn", "converters"])
def test_whoever_looks_around_finds_the_public_names(package: str) -> None:
    code = f"import {package}; print(*(set({package}.__all__) - set(dir({package}))))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""

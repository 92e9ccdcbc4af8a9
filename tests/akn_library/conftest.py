"""A library of the invented family, made once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from akn_library import Library
from tests.akn_library.family import write_family
from tests.once import remembered


@pytest.fixture(autouse=True)
def _each_text_read_once() -> Iterator[None]:
    """What a text says is asked elsewhere; here the same few are added, exported, searched in hundreds of tests."""
    with remembered():
        yield


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The path of a library of the family, not to be changed."""
    folder = write_family(tmp_path_factory.mktemp("family"))
    path = folder / "akn-library.db"
    with Library(path, create=True) as library:
        assert all(one.ok for one in library.add([folder]))
    return path


@pytest.fixture
def library(made: Path) -> Iterator[Library]:
    """That library, open for reading."""
    with Library(made) as opened:
        yield opened

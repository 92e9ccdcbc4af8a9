"""A library for other engines: Parquet, bulk files of OpenSearch, N-Triples.  Each is written a few rows at a time.

    parquet      texts, passages, citations, mandates: a file each (DuckDB, Spark, pandas)
    opensearch   passages as bulk files, and the body of the request that makes their index
    nt           texts, their versions, paragraphs and citations as triples, with the terms of ELI and schema.org

There is no client and no engine here: what is written is taken in with the tools of those who run them.
"""

from __future__ import annotations

import importlib
import os
import sqlite3
from collections.abc import Callable, Iterator

from akn.errors import AknError, UsageError
from akn.patterns import lazy_pattern
from converters.claims import is_address
from converters.files import part_prefix, reason

Writer = Callable[[sqlite3.Connection, str, str, bool], Iterator[tuple[str, int]]]
"""Writes into a folder with the address of a site, with or without what is no resolution; the name of each file and how
many rows it has, as it is done.
"""

FORMS = {
    "parquet": "akn_library.export.parquet",
    "opensearch": "akn_library.export.opensearch",
    "nt": "akn_library.export.triples",
}
"""By the name of a form the module whose `write` writes it."""


_base = lazy_pattern(r"https?://[^\s<>\"{}|\\^`]+")


def export(
    db: sqlite3.Connection, form: str, folder: str, base_url: str = "", *, foreign: bool = False
) -> list[tuple[str, int]]:
    """Write a library into a new folder: the names of the files there, each with the number of its rows.
    What stands in a file that holds no resolution is there only if `foreign` asks for it.

    The folder appears when all is written.  Raises UsageError for a form that there is not, for a folder that has
    something in it and for an address, AknError with the reason of the system, MissingDependency for Parquet without
    the extra `tables`.
    """
    if form not in FORMS:
        raise UsageError(f"there is no form {form!r}; there are {', '.join(FORMS)}")
    if base_url and not _base.fullmatch(base_url):
        raise UsageError(f'{base_url}: is no address that names can begin with: https://… without spaces and <>"{{}}')
    if is_address(folder):
        raise UsageError(f"{folder}: is an address, and an export goes into a folder here")
    write: Writer = importlib.import_module(FORMS[form]).write
    target = os.path.abspath(folder)
    part = os.path.join(os.path.dirname(target), f"{part_prefix(os.getpid())}export")
    try:
        if os.path.exists(target) and (not os.path.isdir(target) or os.listdir(target)):
            raise UsageError(f"{folder}: is there already, and an export goes into a new or an empty folder")
        os.makedirs(part)
        try:
            written = list(write(db, part, base_url, foreign))
            if os.path.isdir(target):
                os.rmdir(target)  # is empty: not every system lets a folder take the place of another
            os.rename(part, target)
        except BaseException:
            _remove(part)
            raise
    except OSError as error:
        raise AknError(f"{folder}: cannot be written: {reason(error)}") from error
    return written


def _remove(folder: str) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)

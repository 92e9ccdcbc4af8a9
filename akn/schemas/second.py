"""The opinion of another validator on a document: the package `xmlschema`, which shares no code with libxml2."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from akn.diagnostics import Code, Diagnostic, Position
from akn.errors import MissingDependency
from akn.schemas import xsd_folder

if TYPE_CHECKING:
    from lxml.etree import _ElementTree


@cache
def _schema() -> Any:
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
    error = next(_schema().iter_errors(tree.getroot()), None)
    if (error is None) is valid:
        return []
    words = {True: "valid", False: "invalid"}
    problem = " ".join((error.reason or "").split()) if error is not None else "it finds nothing wrong"
    where = Position(source, getattr(error, "sourceline", 0) or 0, path=getattr(error, "path", "") or "")
    return [Code.VALIDATORS_DISAGREE.at(where, first=words[valid], second=words[not valid], problem=problem)]

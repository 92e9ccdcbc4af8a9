"""The properties of a file (symbol, job number, title ...): hints, never trusted over what is printed.

The house templates fill custom properties such as `Symbol1`, `JobNo`, `Session1`, `Agenda1`, `Title1`.  Drafters copy
files, so that the properties often belong to the document of another year.
"""

from __future__ import annotations

import re

from akn.diagnostics import Code
from converters.formats.docx.names import CORE_PROPERTIES, CUSTOM_PROPERTIES, DUBLIN_CORE
from converters.formats.docx.package import Package
from converters.formats.docx.tally import Tally

_escaped = re.compile(r"_x[0-9a-fA-F]{4}_")  # how Office writes characters that XML cannot hold
_CORE = {
    f"{{{DUBLIN_CORE}}}title": "title",
    f"{{{DUBLIN_CORE}}}subject": "subject",
    f"{{{DUBLIN_CORE}}}language": "language",
    f"{{{CORE_PROPERTIES}}}keywords": "keywords",
}


def custom_properties(package: Package) -> dict[str, str]:
    """The custom properties of a file that have a value."""
    root = package.parse_optional(package.related("custom-properties") or "docProps/custom.xml")
    found: dict[str, str] = {}
    for e in root.iter(f"{{{CUSTOM_PROPERTIES}}}property") if root is not None else ():
        value = " ".join(_escaped.sub(" ", "".join(map(str, e.itertext()))).split())
        if value and e.get("name"):
            found.setdefault(e.get("name", ""), value)
    return found


def core_properties(package: Package) -> dict[str, str]:
    """Title, subject, language and keywords of a file, as far as it gives them."""
    root = package.parse_optional(package.related("core-properties") or "docProps/core.xml")
    found: dict[str, str] = {}
    for e in root if root is not None else ():
        value = " ".join((e.text or "").split())
        if e.tag in _CORE and value:
            found[_CORE[e.tag]] = value
    return found


def compare_symbols(properties: dict[str, str], printed: list[str], tally: Tally) -> None:
    """Tell where a property names a symbol that the masthead and the running headers do not print."""
    shown = {_plain(line) for line in printed}
    if not any("/" in line for line in shown):
        return  # no symbol is printed at all
    for name, value in properties.items():
        if name.lower().startswith("symbol") and not any(_plain(value) in line for line in shown):
            tally.tell(Code.PROPERTY_DISAGREES, stored=value)


def _plain(text: str) -> str:
    return "".join(text.split()).casefold()

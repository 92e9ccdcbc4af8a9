"""Diagnostics as a person or another program reads them: text, JSON lines, SARIF.

    format_text         what is wrong, where, and what to do, a few lines each, with the counts at the end
    format_json_lines   one JSON object a line: `Diagnostic.as_dict`
    format_sarif        Static Analysis Results Interchange Format 2.1.0 (OASIS), for code hosts and editors

Each takes diagnostics in the order in which they are to be told, and gives one string; the same diagnostics give the
same string.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from akn.diagnostics import printable

if TYPE_CHECKING:
    from akn.diagnostics import Diagnostic

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def format_text(diagnostics: Iterable[Diagnostic]) -> str:
    """What is wrong, where, and what to do; the number of errors, warnings and remarks in the last line.

    >>> from akn.diagnostics import Code, Position
    >>> where = Position("a.xml", 7, 3, eid="para_1", path="/akomaNtoso/statement")
    >>> print(format_text([Code.PROFILE_MUST.at(where, problem="no eId", remedy="add eId")]))
    a.xml:7:3: error V301: no eId
        at   para_1  /akomaNtoso/statement
        help add eId
    1 error
    """
    lines = []
    counts: Counter[str] = Counter()
    for diagnostic in diagnostics:
        where = diagnostic.position
        counts[diagnostic.severity.value] += 1
        rule = f" {diagnostic.rule}" if diagnostic.rule else ""
        code = diagnostic.code.code
        lines.append(f"{where}: {diagnostic.severity.value} {code}{rule}: {diagnostic.message}")
        if where.eid or where.path:
            lines.append(f"    at   {'  '.join(part for part in (where.eid, where.path) if part)}")
        if diagnostic.hint:
            lines.append(f"    help {diagnostic.hint}")
    return "\n".join([*map(printable, lines), _summary(counts)])


def _summary(counts: Counter[str]) -> str:
    words = (("error", "error"), ("warning", "warning"), ("info", "remark"))
    told = [f"{n} {word}{'s' if n > 1 else ''}" for key, word in words if (n := counts[key])]
    return ", ".join(told) or "nothing wrong"


def format_json_lines(diagnostics: Iterable[Diagnostic]) -> str:
    """One JSON object a line, without a line break at the end; empty for no diagnostics."""
    return "\n".join(json.dumps(diagnostic.as_dict(), ensure_ascii=False) for diagnostic in diagnostics)


def format_sarif(diagnostics: Iterable[Diagnostic]) -> str:
    """A SARIF 2.1.0 log with one run; its rules are those of the profile and the codes that the results need.

    Findings of profile rules carry the number of the rule ("R-063") as their rule, all others their code ("V201").
    """
    from akn import __version__

    told = list(diagnostics)
    described = {name: _described(name, diagnostic) for diagnostic in told for name in [_rule_of(diagnostic)]}
    names = sorted(described)
    indices = {name: i for i, name in enumerate(names)}
    driver = {"name": "akn", "version": __version__, "rules": [described[name] for name in names]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(diagnostic, indices) for diagnostic in told],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule_of(diagnostic: Diagnostic) -> str:
    from akn.diagnostics import Code

    own = diagnostic.code in (Code.PROFILE_MUST, Code.PROFILE_SHOULD) or not diagnostic.code.code.startswith("V")
    return diagnostic.rule if diagnostic.rule and own else diagnostic.code.code


def _described(name: str, diagnostic: Diagnostic) -> dict[str, Any]:
    """The descriptor of a rule: from the table of the profile for its rules, else from the table of codes."""
    level = _LEVELS[diagnostic.code.severity.value]
    if name == diagnostic.rule:
        from akn.rules import rules

        found = next(rule for rule in rules() if rule.number == name)
        sentence = found.sentence[0].upper() + found.sentence[1:] + "."
        described: dict[str, Any] = {
            "id": name,
            "name": (found.check.__name__ if found.check else f"rule_{name[2:]}").title().replace("_", ""),
            "shortDescription": {"text": sentence},
            "defaultConfiguration": {"level": level},
            "properties": {"tags": ["AKN4UN", found.family, "MUST" if found.must else "SHOULD"]},
        }
        if found.note:
            described["help"] = {"text": found.note[0].upper() + found.note[1:] + "."}
        return described
    title = diagnostic.code.name.title().replace("_", "")
    words = diagnostic.code.name.capitalize().replace("_", " ")
    return {
        "id": name,
        "name": title,
        "shortDescription": {"text": f"{words}."},
        "defaultConfiguration": {"level": level},
    }


def _result(diagnostic: Diagnostic, indices: dict[str, int]) -> dict[str, Any]:
    name = _rule_of(diagnostic)
    where = diagnostic.position
    said = diagnostic.message + (f" ({diagnostic.hint})" if diagnostic.hint else "")
    location: dict[str, Any] = {}
    if where.source:
        location["physicalLocation"] = {"artifactLocation": {"uri": quote(where.source.replace("\\", "/"), safe="/:")}}
        if where.line:
            region = {"startLine": where.line, **({"startColumn": where.column} if where.column else {})}
            location["physicalLocation"]["region"] = region
    if where.path or where.eid:
        logical = {"name": where.eid or where.path.rpartition("/")[2], "kind": "element"}
        location["logicalLocations"] = [{**logical, **({"fullyQualifiedName": where.path} if where.path else {})}]
    result: dict[str, Any] = {
        "ruleId": name,
        "ruleIndex": indices[name],
        "level": _LEVELS[diagnostic.severity.value],
        "message": {"text": said},
    }
    if location:
        result["locations"] = [location]
    original = dict(diagnostic.details).get("original", "")
    extra = {"code": diagnostic.code.code, "rule": diagnostic.rule, "original": original}
    result["properties"] = {key: value for key, value in extra.items() if value}
    return result

"""`akn validate`: what is wrong with AKN files, where, and what to do about it."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from msgspec.structs import replace

from converters.claims import InputPath
from converters.commands.streams import (
    add_printing_arguments,
    as_json,
    fails,
    painted,
    paths,
    positive,
    put,
    read_input,
    severities,
)

if TYPE_CHECKING:
    from akn.diagnostics import Diagnostic
    from akn.validate import Checked

_EPILOG = """\
findings go to standard output. exit codes: 0 every file passes, 1 one has an error or could not be read, 2 called
wrongly. Warnings and remarks do not fail a file. `akn rule R-102` explains a rule.
"""
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_MOST_RESULTS, _MOST_BYTES = 25_000, 10 << 20
"""What a code host takes in one run: docs.github.com, "SARIF support for code scanning" (25,000 results, 10 MB)."""
_AKN = "https://docs.oasis-open.org/legaldocml/akn-core/v1.0/"
_SHOWN = 20  # findings of one rule, in all files of a run, that a person wants to see


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `akn validate` understands."""
    parser.epilog = _EPILOG
    parser.add_argument(
        "files", nargs="+", type=InputPath, metavar="FILE", help="AKN files, folders of them, - for standard input"
    )
    parser.add_argument(
        "--profile",
        choices=("akn4un", "xsd"),
        default="akn4un",
        help="the profile with the schema, or the schema alone",
    )
    parser.add_argument(
        "--select",
        type=str,
        default="",
        metavar="RULES",
        help="only these: R-081,R-10,V2 (a number, or how numbers begin)",
    )
    parser.add_argument(
        "--ignore", type=str, default="", metavar="RULES", help="all but these; they fail no file either"
    )
    parser.add_argument(
        "--statistics", action="store_true", help="how often each rule is broken, and in how many files"
    )
    parser.add_argument(
        "--limit",
        type=int,
        default=_SHOWN,
        metavar="N",
        help=f"findings a rule that are printed as text ({_SHOWN}; 0: all)",
    )
    parser.add_argument("--max-errors", type=positive, default=0, metavar="N", help="tell no more than N errors a file")
    parser.add_argument(
        "--upgrade", action="store_true", help="judge published files by what akn upgrade would make of them"
    )
    parser.add_argument(
        "--help-uri",
        type=str,
        default="",
        metavar="URL",
        help="where the pages of this documentation stand, for the links of SARIF to rules (profile.html, codes.html)",
    )
    parser.add_argument("--second-opinion", action="store_true", help="ask the package xmlschema too (slow)")
    parser.add_argument("--jobs", "-j", type=positive, default=1, metavar="N", help="processes (1)")
    add_printing_arguments(parser, ("text", "json", "sarif"))


def run(args: argparse.Namespace) -> int:
    """Print the findings of all files; the exit code is 1 if one of them is an error."""
    from akn.remarks.merging import grade_of, in_lines
    from akn.validate import compared

    shown = severities(quiet=args.quiet)
    wanted = _wanted(args)
    verdict = _Verdict()
    form = _form(args)
    failed = False
    for name, everything in compared(_checked(args)):
        found = [d for d in everything if wanted(d)]
        verdict.grades.update(map(grade_of, found))
        found = list(in_lines(found))
        verdict.add(name, found)
        failed = failed or fails(found, args)
        form.add(name, [d for d in found if d.severity in shown])
    form.end()
    if args.format == "text" and not args.quiet:
        verdict.tell()
    return 1 if failed else 0


class _Verdict:
    """Which files pass, which are of another profile, and how grave the findings are."""

    def __init__(self) -> None:
        self.grades: Counter[str] = Counter()
        self._passed: dict[str, bool] = {}  # a file may come again at the end, with what the rules across files find
        self._others: set[str] = set()  # valid by the schema, but of another profile

    def add(self, name: str, found: Sequence[Diagnostic]) -> None:
        """Take the findings of a file."""
        from akn.diagnostics import Code
        from akn.validate import passes

        self._passed.setdefault(name, True)
        if not passes(found):
            self._passed[name] = False
            if all(d.code is Code.OTHER_PROFILE for d in found if d.severity == "error"):
                self._others.add(name)

    def tell(self) -> None:
        """The numbers of several files, on standard error."""
        from akn.remarks.merging import GRADES

        if len(self._passed) < 2:
            return
        invalid = sum(not fine for fine in self._passed.values())
        valid, of_profile = len(self._passed) - invalid, invalid - len(self._others)
        others = f", {len(self._others):,} of another profile" if self._others else ""
        graded = ", ".join(f"{self.grades[grade]:,} {grade}" for grade in GRADES)
        files = f"{len(self._passed):,} files: {valid:,} valid, {of_profile:,} invalid{others}"
        sys.stderr.write(f"akn: {files}; findings: {graded}\n")


class _Form(Protocol):
    """How findings are printed: those of each file as they come, and what is said at the end."""

    def add(self, name: str, found: Sequence[Diagnostic]) -> None: ...
    def end(self) -> None: ...


def _form(args: argparse.Namespace) -> _Form:
    if args.format == "sarif":
        return _AsSarif(args.help_uri)
    if args.statistics:
        return _AsTable(args.limit)
    return _AsLines() if args.format == "json" else _AsText(args.limit, quiet=args.quiet)


class _AsLines:
    """A JSON object a line."""

    def add(self, name: str, found: Sequence[Diagnostic]) -> None:
        put("".join(f"{as_json(d)}\n" for d in found))

    def end(self) -> None:
        return


class _AsText:
    """What is wrong, where and what to do; of one rule so many findings in all files as the limit says."""

    def __init__(self, limit: int, *, quiet: bool) -> None:
        self._counts, self._quiet = _Counts(limit), quiet

    def add(self, name: str, found: Sequence[Diagnostic]) -> None:
        if found:
            limited = self._counts.limited(found)
            put(painted(format_text(limited), sys.stdout) + "\n" if limited else "")
        elif not self._quiet:
            put(f"{name}: valid\n")

    def end(self) -> None:
        put(self._counts.rest())


class _AsTable:
    """How often each rule is broken."""

    def __init__(self, limit: int) -> None:
        self._counts = _Counts(limit)

    def add(self, name: str, found: Sequence[Diagnostic]) -> None:
        self._counts.add(found)

    def end(self) -> None:
        put(self._counts.table())


class _AsSarif:
    """One log for all files."""

    def __init__(self, help_uri: str) -> None:
        self._help_uri = help_uri
        self._found: list[Diagnostic] = []

    def add(self, name: str, found: Sequence[Diagnostic]) -> None:
        self._found += found

    def end(self) -> None:
        put(format_sarif(self._found, help_uri=self._help_uri) + "\n")


class _Counts:
    """How often each rule was broken, in how many files, and how much of it was told."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._findings: Counter[str] = Counter()
        self._files: Counter[str] = Counter()
        self._severity: dict[str, str] = {}
        self._example: dict[str, str] = {}

    def add(self, found: Iterable[Diagnostic]) -> None:
        """Count the findings of a file."""
        keys = []
        for d in found:
            keys.append(key := d.rule or d.code.code)
            self._severity.setdefault(key, d.severity.value)
            self._example.setdefault(key, d.message)
        self._findings.update(keys)
        self._files.update(set(keys))

    def limited(self, found: Iterable[Diagnostic]) -> list[Diagnostic]:
        """The findings of a file but those of rules that were told as often as the limit says."""
        told = []
        for d in found:
            key = d.rule or d.code.code
            self._findings[key] += 1
            if not self._limit or self._findings[key] <= self._limit:
                told.append(d)
        return told

    def rest(self) -> str:
        """How many findings of each rule were not told."""
        over = {key: n - self._limit for key, n in self._findings.items() if self._limit and n > self._limit}
        lines = [f"{key}: {n:,} more\n" for key, n in sorted(over.items())]
        return "".join([*lines, "(--limit 0 prints all, --statistics counts them)\n"]) if lines else ""

    def table(self) -> str:
        """A line a rule, the most frequent first: findings, files, rule, severity, the first finding."""
        keys = sorted(self._findings, key=lambda key: (-self._findings[key], key))
        rows = [
            f"{self._findings[key]:>8,}  {self._files[key]:>6,}  {key:6}  {self._severity[key]:7}  {self._example[key]}"
            for key in keys
        ]
        return "\n".join(["findings   files  rule    level    the first finding", *rows, ""]) if keys else ""


def _wanted(args: argparse.Namespace) -> Callable[[Diagnostic], bool]:
    """True for a finding that was asked for, by its rule or its code."""
    if not (args.select or args.ignore):
        return lambda found: True
    select, ignore = (tuple(x for x in text.replace(",", " ").split()) for text in (args.select, args.ignore))

    def wanted(found: Diagnostic) -> bool:
        names = (found.rule, found.code.code)
        named = [any(name.startswith(chosen) for name in names if name) for chosen in (select, ignore)]
        return (named[0] or not select) and not named[1]

    return wanted


def _checked(args: argparse.Namespace) -> Iterator[Checked]:
    """What is found in each file, in order; of one that cannot be read, why."""
    options = {"profile": args.profile, "max_errors": args.max_errors, "second_opinion": args.second_opinion}
    check = partial(_check, upgraded=args.upgrade, **options)
    if args.jobs == 1 or "-" in args.files:
        return map(check, paths(args.files, form=args.format))
    from converters.batch.pool import in_order

    return in_order(check, paths(args.files, form=args.format), args.jobs, _died)


def _check(name: str, *, upgraded: bool = False, **options: Any) -> Checked:
    from akn.errors import AknError, MissingDependency
    from akn.extensions import plug_in_fault
    from akn.validate import Checked, validate_one
    from converters.conversion import as_diagnostic

    try:
        data = read_input(name)
        return _upgraded(data, name, **options) if upgraded else validate_one(data, name, **options)
    except MissingDependency:
        raise
    except Exception as error:
        if not isinstance(told := plug_in_fault(error), AknError):
            raise
        return Checked(name, (as_diagnostic(told, name),))


def _upgraded(data: bytes, name: str, **options: Any) -> Checked:
    """What is found in a file as it is understood, and what there is to tell of its text."""
    from akn.emit import emit_xml
    from akn.errors import InvalidXml, UnreadableInput
    from akn.published import understand_xml
    from akn.validate import validate_one

    try:
        read = understand_xml(data, name)
    except (InvalidXml, UnreadableInput):  # the validator says better what the file is
        return validate_one(data, name, **options)
    checked = validate_one(emit_xml(read.value), f"{name} (upgraded)", **options)
    return replace(checked, source=name, diagnostics=read.diagnostics + checked.diagnostics)


def _died(name: str, reason: str) -> Checked:
    from akn.diagnostics import Code, Position
    from akn.validate import Checked

    return Checked(name, (Code.WORKER_DIED.at(Position(source=name), reason=reason),))


# the findings as text and as SARIF, for code hosts and editors


def format_text(diagnostics: Iterable[Diagnostic]) -> str:
    """What is wrong, where, and what to do; the number of errors, warnings and remarks in the last line.

    >>> from akn.diagnostics import Code, Position
    >>> where = Position("a.xml", 7, 3, eid="para_1__list_1__point_b", path="/akomaNtoso/statement")
    >>> print(format_text([Code.PROFILE_MUST.at(where, problem="no eId", remedy="add eId")]))
    a.xml:7:3: error V301: no eId
        at   paragraph 1 (b)  /akomaNtoso/statement
        help add eId
    1 error
    """
    from akn.diagnostics import printable
    from akn.remarks import shown_places

    lines = []
    counts: Counter[str] = Counter()
    for diagnostic in diagnostics:
        where = diagnostic.position
        counts[diagnostic.severity.value] += 1
        rule = f" {diagnostic.rule}" if diagnostic.rule else ""
        code = diagnostic.code.code
        lines.append(f"{where}: {diagnostic.severity.value} {code}{rule}: {diagnostic.message}")
        if where.eid or where.path:
            place = shown_places(diagnostic) or where.eid
            lines.append(f"    at   {'  '.join(part for part in (place, where.path) if part)}")
        if diagnostic.hint:
            lines.append(f"    help {diagnostic.hint}")
    return "\n".join([*map(printable, lines), _summary(counts)])


def _summary(counts: Counter[str]) -> str:
    words = (("error", "error"), ("warning", "warning"), ("info", "remark"))
    told = [f"{n} {word}{'s' if n > 1 else ''}" for key, word in words if (n := counts[key])]
    return ", ".join(told) or "nothing wrong"


def format_sarif(diagnostics: Iterable[Diagnostic], *, help_uri: str = "") -> str:
    """A SARIF 2.1.0 log with one run; its rules are those of the profile and the codes that the results need.

    Findings of profile rules carry the number of the rule ("R-063") as their rule, all others their code ("V201").
    `help_uri` is where the pages of this documentation stand: rules link to them.  Each result has a fingerprint of
    what it says and where, without its line, so that a host knows it again when lines move.  What is more than a code
    host takes is left out, the gravest kept, and a notification of the run says how much.
    """
    import json

    from akn import __version__

    told = list(diagnostics)
    described = {name: _described(name, one, help_uri) for one in told for name in [_rule_of(one)]}
    names = sorted(described)
    indices = {name: i for i, name in enumerate(names)}
    driver = {"name": "akn", "version": __version__, "rules": [described[name] for name in names]}
    results = _fingerprinted([_result(diagnostic, indices) for diagnostic in told])
    kept = _accepted(results, _MOST_BYTES - len(json.dumps(driver)))
    run: dict[str, Any] = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": kept}
    if left := len(results) - len(kept):
        said = f"{left:,} of {len(results):,} findings are left out: more than a code host takes"
        notice = {"level": "warning", "message": {"text": said}}
        run["invocations"] = [{"executionSuccessful": True, "toolExecutionNotifications": [notice]}]
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=None if left else 2)


def _fingerprinted(results: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The results, each with what tells it from all others whatever its line: the same finding twice is counted."""
    import hashlib

    times: Counter[str] = Counter()
    for result in results:
        place = (result.get("locations") or [{}])[0]
        uri = place.get("physicalLocation", {}).get("artifactLocation", {}).get("uri", "")
        logical = place.get("logicalLocations", [{}])[0]
        parts = (uri, result["ruleId"], logical.get("name", ""), result["message"]["text"])
        mark = hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
        times[mark] += 1
        result["partialFingerprints"] = {"primaryLocationLineHash": f"{mark}:{times[mark]}"}
    return results


def _accepted(results: list[dict[str, Any]], room: int) -> list[dict[str, Any]]:
    """As many results as a code host takes, in their order; of more the gravest."""
    import json

    if len(results) <= _MOST_RESULTS and len(results) * _FEWEST_BYTES <= room:
        return results
    graves = list(_LEVELS.values())
    ranked = sorted(range(len(results)), key=lambda i: (graves.index(results[i]["level"]), i))[:_MOST_RESULTS]
    kept = []
    for i in ranked:
        room -= len(json.dumps(results[i], ensure_ascii=False).encode("utf-8", "replace")) + 2
        if room < 0:
            break
        kept.append(i)
    return [results[i] for i in sorted(kept)]


_FEWEST_BYTES = 4_000  # of a result that are surely enough, indented: the median of results is 900


def _rule_of(diagnostic: Diagnostic) -> str:
    from akn.diagnostics import Code

    own = diagnostic.code in (Code.PROFILE_MUST, Code.PROFILE_SHOULD) or not diagnostic.code.code.startswith("V")
    return diagnostic.rule if diagnostic.rule and own else diagnostic.code.code


def _described(name: str, diagnostic: Diagnostic, help_uri: str) -> dict[str, Any]:
    """The descriptor of a rule: from the table of the profile for its rules, else from the table of codes."""
    from akn.rules import rules

    title = diagnostic.code.name
    sentence = title.capitalize().replace("_", " ")
    more: dict[str, Any] = {}
    if name == diagnostic.rule:
        found = next(rule for rule in rules() if rule.number == name)
        title = found.check.__name__ if found.check else f"rule_{name[2:]}"
        sentence = found.sentence[0].upper() + found.sentence[1:]
        more["properties"] = {"tags": ["AKN4UN", found.family, "MUST" if found.must else "SHOULD"]}
        if found.note:
            more["help"] = {"text": found.note[0].upper() + found.note[1:] + "."}
    return {
        "id": name,
        "name": title.title().replace("_", ""),
        "shortDescription": {"text": f"{sentence}."},
        "defaultConfiguration": {"level": _LEVELS[diagnostic.code.severity.value]},
        **_helped(name, diagnostic, help_uri),
        **more,
    }


def _helped(name: str, diagnostic: Diagnostic, help_uri: str) -> dict[str, Any]:
    """Where a rule is explained, on the pages of this documentation or for the schema in its standard; its hint."""
    _, hint = diagnostic.code.described()
    found: dict[str, Any] = {"help": {"text": hint[0].upper() + hint[1:] + "."}}
    if help_uri:
        page = f"profile.html#{name.lower()}" if name == diagnostic.rule else "codes.html"
        found["helpUri"] = f"{help_uri.rstrip('/')}/{page}"
    elif diagnostic.code.code.startswith(("V1", "V2")):
        found["helpUri"] = _AKN
    return found


def _result(diagnostic: Diagnostic, indices: dict[str, int]) -> dict[str, Any]:
    from urllib.parse import quote

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

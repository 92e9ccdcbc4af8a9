"""Diagnostics as text, as JSON lines and as SARIF."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from akn.diagnostics import Code, Diagnostic, Position
from akn.validate import validate_xml
from converters.commands.streams import as_json
from converters.commands.validate import format_sarif, format_text

_RULES = Path(__file__).parent.parent / "akn" / "rules"


def findings() -> tuple[Diagnostic, ...]:
    """An error of the schema, one of the rules, and a warning."""
    data = (_RULES / "minimal.xml").read_bytes()
    unused = b'<TLCConcept eId="x" href="/akn/ontology/concept/un/x" showAs="x"/></references>'
    for old, new in (
        (b"</references>", unused),
        (b"<p>At", b"<p><zz/>At"),
        (b'<paragraph eId="para_1">', b"<paragraph>"),
    ):
        data = data.replace(old, new)
    found = validate_xml(data, source="my files/a.xml")
    assert [d.rule for d in found] == ["R-001", "R-097", "R-076"]
    return found


def test_text_says_what_is_wrong_where_and_what_to_do() -> None:
    schema, warning, error = findings()
    lines = format_text([schema, warning, error]).splitlines()
    assert lines[0].startswith("my files/a.xml:34:")
    assert ": error V201 R-001: zz cannot stand here" in lines[0]
    assert lines[1] == "    at   unnumbered paragraph 1  /akomaNtoso/statement/mainBody/paragraph/content/p/zz"
    assert lines[2].startswith("    help if one of these is missing before it, add that: ")
    assert ": warning V302 R-097: nothing refers to the entry “x”" in lines[3]
    assert lines[-1] == "2 errors, 1 warning"


def test_text_for_nothing_says_so() -> None:
    assert format_text([]) == "nothing wrong"
    assert format_text([Code.MORE_FINDINGS.at(count=3)]).splitlines()[-1] == "1 remark"


def test_each_line_of_json_is_a_diagnostic() -> None:
    told = [json.loads(as_json(found)) for found in findings()]
    assert told == [d.as_dict() for d in findings()]
    assert told[0]["original"].startswith("Element '{http")


def _run(diagnostics: tuple[Diagnostic, ...]) -> dict[str, Any]:
    log = json.loads(format_sarif(diagnostics))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def test_sarif_points_each_result_to_its_rule_and_its_place() -> None:
    run = _run(findings())
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["R-076", "R-097", "V201"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        (place,) = result["locations"]
        assert place["physicalLocation"]["artifactLocation"]["uri"] == "my%20files/a.xml"
        assert place["physicalLocation"]["region"]["startLine"] > 0
        assert place["physicalLocation"]["region"]["startColumn"] > 0
        assert place["logicalLocations"][0]["fullyQualifiedName"].startswith("/akomaNtoso")
    schema, warning, error = run["results"]
    assert (schema["level"], warning["level"], error["level"]) == ("error", "warning", "error")
    assert schema["properties"]["rule"] == "R-001"
    assert "This element is not expected" in schema["properties"]["original"]
    assert error["message"]["text"].endswith("(add eId)")


def test_sarif_describes_the_rules_of_the_profile_by_their_sentences() -> None:
    described = {rule["id"]: rule for rule in _run(findings())["tool"]["driver"]["rules"]}
    assert described["R-097"]["shortDescription"]["text"] == "Every TLC entry is used, and no two have the same href."
    assert described["R-097"]["defaultConfiguration"] == {"level": "warning"}
    assert described["R-097"]["properties"]["tags"] == ["AKN4UN", "concepts", "SHOULD"]
    assert described["R-076"]["name"] == "Identified"
    assert described["V201"]["name"] == "XsdElement"


def test_sarif_takes_diagnostics_without_a_place_and_of_other_families() -> None:
    run = _run((Code.EMPTY_INPUT.at(), Code.NOT_XML.at(Position("a"), what="x", remedy="")))
    assert [result["ruleId"] for result in run["results"]] == ["R103", "V101"]
    assert "locations" not in run["results"][0]
    assert "region" not in run["results"][1]["locations"][0]["physicalLocation"]
    assert run["results"][1]["message"]["text"] == "this is not XML: x"
    assert _run(())["results"] == []


def test_reports_are_the_same_every_time() -> None:
    for report in (format_text, format_sarif):
        assert report(findings()) == report(findings())


def test_a_result_of_sarif_is_known_again_when_its_line_moves() -> None:
    def marks(line: int, text: str = "no eId") -> list[str]:
        where = Position("a.xml", line, 1, eid="para_1")
        twice = (Code.PROFILE_MUST.at(where, rule="R-076", problem=text, remedy="add eId"),) * 2
        return [result["partialFingerprints"]["primaryLocationLineHash"] for result in _run(twice)["results"]]

    assert marks(7) == marks(9)
    assert len(set(marks(7))) == 2
    assert not {*marks(7)} & {*marks(7, "no num")}


def test_rules_of_sarif_lead_to_what_explains_them() -> None:
    log = json.loads(format_sarif(findings(), help_uri="https://docs.example.org/akn/"))
    leads = {rule["id"]: rule["helpUri"] for rule in log["runs"][0]["tool"]["driver"]["rules"]}
    assert leads == {
        "R-076": "https://docs.example.org/akn/profile.html#r-076",
        "R-097": "https://docs.example.org/akn/profile.html#r-097",
        "V201": "https://docs.example.org/akn/codes.html",
    }
    plain = {rule["id"]: rule.get("helpUri") for rule in _run(findings())["tool"]["driver"]["rules"]}
    assert (plain["V201"], plain["R-076"]) == ("https://docs.oasis-open.org/legaldocml/akn-core/v1.0/", None)


def test_sarif_holds_what_a_code_host_takes_and_says_what_it_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [Code.NUMBER_GAP.at(Position("a.xml", n), found=f"{n}.", previous="1.") for n in range(30)]
    found.append(Code.NOT_XML.at(Position("b.xml"), what="x", remedy=""))
    for name, value in (("_MOST_RESULTS", 10), ("_MOST_BYTES", 5_000)):
        with monkeypatch.context() as patched:
            patched.setattr(f"converters.commands.validate.{name}", value)
            log = format_sarif(found)
        (run,) = json.loads(log)["runs"]
        assert run["results"][-1]["ruleId"] == "V101", "the error is kept"
        assert len(run["results"]) < 12
        assert len(log) < 7_000
        (notice,) = run["invocations"][0]["toolExecutionNotifications"]
        assert notice["message"]["text"].startswith(f"{31 - len(run['results'])} of 31 findings are left out")

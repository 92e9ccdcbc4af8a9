"""What the validator says of a file as a whole: kinds of files, layers, places, limits."""

from __future__ import annotations

import gc
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from akn.diagnostics import Code, Severity
from akn.errors import InvalidXml, UsageError
from akn.remarks import shown_place
from akn.rules.index import Node
from akn.schemas import full_schema
from akn.validate import compared, passes, validate_one, validate_xml
from akn.xml.parser import parse_xml
from akn.xml.uri import UNKNOWN_DATE
from tests.shared import SHARED, needs_shared

_RULES = Path(__file__).parent / "rules"
RESOLUTION = (_RULES / "resolution.xml").read_bytes()
MINIMAL = (_RULES / "minimal.xml").read_bytes()
AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def changed(old: str, new: str, data: bytes = MINIMAL) -> bytes:
    assert data.count(old.encode()) >= 1
    return data.replace(old.encode(), new.encode())


OTHERS = (
    '<proprietary source="#un"><x:lamp xmlns:x="urn:lamps" xml:lang="en" xml:space="preserve" eId="{}" href="none">'
    '<ref href="lamps" eId="{}">a\tb </ref></x:lamp></proprietary></meta>'
)


def test_elements_of_other_namespaces_in_the_metadata_are_not_ours_to_judge() -> None:
    known = RESOLUTION.decode()
    eid = known.split('eId="')[-1].partition('"')[0]
    assert validate_xml(known.replace("</meta>", OTHERS.format(eid, eid), 1).encode()) == validate_xml(RESOLUTION)


# kinds of files


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "V101", "the file is empty"),
        (b" \n", "V101", "the file is empty"),
        (b"The General Assembly,\n", "V101", "text without mark-up"),
        (b"PK\x03\x04\x14\x00", "V101", "Word"),
        (b"%PDF-1.7\n", "V101", "PDF"),
        (b"{\\rtf1 x}", "V101", "RTF"),
        (b'{"a": 1}', "V101", "JSON"),
        (b"<!DOCTYPE html>\n<html><body><p>x<br></body></html>", "V101", "HTML page"),
        (b"<html><body><br></body></html>", "V101", "HTML page"),
        (b'<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>', "V106", "XHTML"),
        (b"<html><body/></html>", "V106", "HTML page"),
        (b"<Legislation xmlns='http://www.legislation.gov.uk/namespaces/legislation'/>", "V106", "CLML"),
        (b"<law><p/></law>", "V106", "the root element is law"),
        (b"<law xmlns='urn:x'><p/></law>", "V106", "the root element is law of the namespace urn:x"),
        (b"<akomaNtoso/>", "V104", "without a namespace"),
        (b"<akomaNtoso xmlns='http://www.akomantoso.org/1.0'/>", "V104", "Akoma Ntoso 1.0"),
        (b"<akomaNtoso xmlns='http://www.akomantoso.org/2.0'/>", "V104", "Akoma Ntoso 2.0"),
        (f"<akomaNtoso xmlns='{AKN}/WD17'/>".encode(), "V104", "Akoma Ntoso 3.0 WD17, a draft"),
        (f"<x:akomaNtoso xmlns:x='{AKN}/CSD13'/>".encode(), "V104", "Akoma Ntoso 3.0 CSD13, a draft"),
        (b"<a:akomaNtoso xmlns:a='http://Inhaltsdaten.LegalDocML.de/1.6/'/>", "V104", "LegalDocML.de 1.6"),
        (b"<akomaNtoso xmlns='urn:mine'/>", "V104", "akomaNtoso of the namespace urn:mine"),
    ],
)
def test_what_is_no_akn_is_named_once_as_what_it_is(data: bytes, code: str, words: str) -> None:
    for profile in ("akn4un", "xsd"):
        (found,) = validate_xml(data, profile=profile, source="x.xml")
        assert found.code.code == code
        assert words in found.message
        assert found.hint
        assert found.position.source == "x.xml"


def _of(country: str, document: str = "act", extra: str = "") -> bytes:
    return f"""<akomaNtoso xmlns="{AKN}"{extra}><{document} name="x"><meta><identification source="#x">
<FRBRWork><FRBRthis value="/akn/{country}/x"/><FRBRuri value="/akn/{country}/x"/><FRBRcountry value="{country}"/>
</FRBRWork></identification></meta></{document}></akomaNtoso>""".encode()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (_of("ke"), "an Akoma Ntoso act of the country ke"),
        (_of("fr", "statement"), "an Akoma Ntoso statement of the country fr"),
        (_of("eu", "act", ' xmlns:akn4eu="http://imfc.europa.eu/akn4eu"'), "AKN4EU"),
    ],
)
def test_akn_by_others_is_held_against_the_schema_and_not_against_our_rules(data: bytes, words: str) -> None:
    found = validate_xml(data)
    assert [d.message for d in found if d.code is Code.OTHER_PROFILE and words in d.message]
    assert not [d for d in found if d.code in (Code.PROFILE_MUST, Code.PROFILE_SHOULD)]
    assert [d for d in found if d.code.code.startswith("V2")]
    assert not [d for d in validate_xml(data, profile="xsd") if d.code is Code.OTHER_PROFILE]


def test_a_statement_that_names_no_country_is_held_against_our_rules() -> None:
    data = f'<akomaNtoso xmlns="{AKN}"><statement name="resolution"/></akomaNtoso>'.encode()
    assert {"R-004", "R-005"} <= {d.rule for d in validate_xml(data)}


def test_another_encoding_than_utf8_is_one_finding() -> None:
    latin = MINIMAL.replace(b"UTF-8", b"ISO-8859-1")
    (found,) = validate_xml(latin, source="x.xml")
    assert (found.code, found.rule) == (Code.NOT_UTF8, "R-001")
    assert "ISO-8859-1" in found.message
    assert validate_xml(latin, profile="xsd") == ()
    wide = MINIMAL.decode().replace("UTF-8", "UTF-16").encode("utf-16")
    assert [d.message for d in validate_xml(wide)] == ["the file is in UTF-16, and AKN4UN asks for UTF-8"]
    assert validate_xml(b"\xef\xbb\xbf" + MINIMAL) == ()


def test_a_date_that_is_said_to_be_unknown_is_remarked_and_no_error() -> None:
    data = changed('date="2051-12-05" name="adoption"', f'date="{UNKNOWN_DATE}" name="unknown"')
    data = data.replace(b"/2051-12-05/", f"/{UNKNOWN_DATE}/".encode())
    (found,) = validate_xml(data)
    assert found.code is Code.DATE_UNKNOWN
    assert found.severity is Severity.INFO
    assert "adoption" in found.message
    assert passes([found])


# layers and verdicts


def test_a_file_that_breaks_the_schema_is_told_about_its_rules_as_well() -> None:
    data = changed('<paragraph eId="para_1">', "<paragraph><bogus/>")
    found = validate_xml(data)
    assert {d.rule for d in found} == {"R-001", "R-076"}


def test_the_schema_alone_knows_no_rules() -> None:
    data = changed('<statement name="decision" contains="originalVersion">', '<statement name="motion">')
    assert {"R-003", "R-004"} <= {d.rule for d in validate_xml(data)}
    assert validate_xml(data, profile="xsd") == ()
    (found,) = validate_xml(changed("<FRBRlanguage", "<bogus/><FRBRlanguage"), profile="xsd")
    assert found.rule == ""


def test_an_unknown_profile_is_refused() -> None:
    with pytest.raises(UsageError, match="akn4un, xsd"):
        validate_xml(MINIMAL, profile="akn4eu")


def test_warnings_and_remarks_do_not_fail_a_file() -> None:
    unused = '<TLCConcept eId="x" href="/akn/ontology/concept/un/x" showAs="x"/></references>'
    found = validate_xml(changed("</references>", unused))
    assert [d.severity for d in found] == [Severity.WARNING]
    assert passes(found)
    assert not passes(validate_xml(b"x"))
    assert passes(())


# places


def test_a_finding_tells_line_column_eid_and_path() -> None:
    data = changed("<content><p>At", '<content>\n  <p xml:space="preserve">At')
    (found,) = [d for d in validate_xml(data, source="a.xml") if d.rule == "R-107"]
    lines = data.decode().splitlines()
    where = found.position
    assert lines[where.line - 1][where.column - 1 :].startswith("<p xml:space")
    assert where.eid == "para_1"
    assert where.path == "/akomaNtoso/statement/mainBody/paragraph/content/p"
    assert str(found).startswith(f"a.xml:{where.line}:{where.column}: warning V302 R-107: ")


def test_a_finding_of_the_schema_tells_line_column_eid_and_path_and_keeps_the_words_of_the_validator() -> None:
    data = changed(
        "</paragraph>", '</paragraph>\n<paragraph eId="para_2"><content><p>x</p></content><bogus/></paragraph>'
    )
    (found,) = validate_xml(data, source="a.xml")
    assert found.code is Code.XSD_ELEMENT
    where = found.position
    assert data.decode().splitlines()[where.line - 1][where.column - 1 :].startswith("<bogus/>")
    assert where.eid == "para_2"
    assert where.path == "/akomaNtoso/statement/mainBody/paragraph[2]/bogus"
    said = found.as_dict()
    assert said["rule"] == "R-001"
    assert said["xpath"] == where.path
    assert "This element is not expected" in said["original"]
    json.dumps(said)


def test_places_are_right_with_prefixes_and_foreign_elements() -> None:
    text = (
        MINIMAL.decode()
        .replace("<akomaNtoso xmlns=", "<n:akomaNtoso xmlns:n=")
        .replace("</akomaNtoso", "</n:akomaNtoso")
    )
    import re

    text = re.sub(r"<(/?)(?!n:|\?)(\w)", r"<\1n:\2", text)
    assert validate_xml(text.encode()) == ()
    broken = text.replace("<n:content><n:p>", '<n:content><x:y xmlns:x="urn:x"/><n:p>')
    (found,) = validate_xml(broken.encode())
    assert found.position.path == "/akomaNtoso/statement/mainBody/paragraph/content/*:y"
    assert broken.splitlines()[found.position.line - 1][found.position.column - 1 :].startswith("<x:y")


def test_places_are_right_in_every_encoding_that_xml_has() -> None:
    for encoding in ("utf-16", "iso-8859-1", "windows-1252", "utf-8"):
        text = MINIMAL.decode().replace("UTF-8", encoding).replace("<content><p>", "<content>\n<p>\t")
        found = [d for d in validate_xml(text.encode(encoding)) if d.rule == "R-107"]
        assert found
        assert all(d.position.line == 35 for d in found)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_byte_order_mark_tells_the_encoding_where_nothing_declares_it(encoding: str) -> None:
    text = MINIMAL.decode().partition("?>\n")[2].replace("<content><p>", "<content>\n<p>\t")
    found = validate_xml(("\ufeff" + text).encode(encoding))
    assert [(d.position.line, d.position.column) for d in found if d.rule == "R-107"] == [(34, 1)]
    assert [d.message for d in found if d.code is Code.NOT_UTF8] == ["the file is in UTF-16, and AKN4UN asks for UTF-8"]


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('<paragraph eId="sec_II__para_3">', '<paragraph eId="sec_II__para_9">', "section II, paragraph 3"),
        ('<container eId="container_2"', '<container eId="container_7"', "preambular paragraph 2"),
        (
            '<authorialNote eId="att_1__authorialNote_1" marker="1"',
            '<authorialNote eId="att_1__x" marker="1"',
            "annex, note 1",
        ),
        (
            '<paragraph eId="att_1__para_1"><num>1.</num>',
            '<paragraph eId="att_1__para_8">',
            "annex, unnumbered paragraph 1",
        ),
        ("<num>3.</num><content><p>", "<content><p>3. ", "section II, paragraph 3"),
        ("<p>Loans;</p>", "<p> Loans;</p>", "section II, paragraph 2 (b) (i)"),
    ],
)
def test_a_place_is_called_by_what_is_printed_and_not_by_its_eid(old: str, new: str, place: str) -> None:
    found = validate_xml(changed(old, new, RESOLUTION))
    assert place in {shown_place(d.position) for d in found}


_LETTER = (
    "<docNumber>106/14</docNumber>. <docTitle>",
    "<docNumber>106/14</docNumber> <docNumber>{}</docNumber> <docTitle>",
)
_NUMBER = '<FRBRnumber value="106-14" showAs="106/14"/>'
_ALIAS = '<FRBRalias name="symbol" value="A/RES/106/14"/>'


@pytest.mark.parametrize(
    ("rule", "removed", "letter", "remedy"),
    [
        ("R-029", _NUMBER, "B", 'value="106-14B"'),
        ("R-030", _ALIAS, "B", 'value="A/RES/106/14 B"'),
        ("R-030", _ALIAS, "B.", 'value="A/RES/106/14 B"'),
        ("R-029", _NUMBER, "باء", 'value="…"'),
        ("R-030", _ALIAS, "باء", 'value="…"'),
    ],
)
def test_a_number_that_is_missing_has_the_letter_of_its_part(rule: str, removed: str, letter: str, remedy: str) -> None:
    """The letter on a line of its own belongs to it: 76/407 B is not 76/407."""
    data = changed(removed, "", changed(_LETTER[0], _LETTER[1].format(letter), RESOLUTION))
    (found,) = [d for d in validate_xml(data) if d.rule == rule]
    assert remedy in found.hint


def test_a_remedy_has_what_the_file_prints() -> None:
    publication = (
        '<publication date="2051-12-08" name="United Nations document" showAs="A/RES/106/14" number="A/RES/106/14"/>'
    )
    (found,) = [d for d in validate_xml(changed(publication, "", RESOLUTION)) if d.rule == "R-040"]
    assert 'date="2051-12-08"' in found.hint
    preface = (
        '<preface eId="preface"><p><docNumber>106/14</docNumber>. <docTitle>Libraries of seeds</docTitle></p></preface>'
    )
    moved = changed(preface, "", RESOLUTION).replace(
        b"</coverPage>", b"<p><docTitle>Libraries of seeds</docTitle></p></coverPage>", 1
    )
    (found,) = [d for d in validate_xml(moved) if d.rule == "R-005"]
    assert found.hint == "add preface, and move docTitle from coverPage into it"


def test_an_eid_that_breaks_the_grammar_is_written_anew_with_all_around_it() -> None:
    data = changed('eId="sec_II__para_3', 'eId="sec_II_para_3', RESOLUTION)
    data = data.replace(b'eId="sec_II_para_3__', b'eId="sec_II_para_3_')
    first, second, *_ = [d.hint for d in validate_xml(data) if d.rule == "R-064"]
    assert (first, second) == ("write sec_II__para_3", "write sec_II__para_3__ref_1")


def test_elements_of_akoma_ntoso_that_others_put_into_meta_name_entries_as_well() -> None:
    vote = '<x:v xmlns:x="urn:v"><organization refersTo="state">Ardania</organization></x:v>'
    lent = f'<proprietary source="#un">{vote}</proprietary></meta>'.encode()
    found = [d.message for d in validate_xml(RESOLUTION.replace(b"</meta>", lent, 1)) if d.rule == "R-096"]
    assert found == ["the attribute refersTo is “state”, which is not # and the eId of a TLC entry"]


@pytest.mark.parametrize("line", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_what_looks_like_a_tag_in_a_comment_or_in_cdata_moves_no_place(mark: str, line: str) -> None:
    hidden = "<!-- <p> --><?x <p> ?>\n<!-- é\n<p>\n-->"
    data = changed("<mainBody", f"{hidden}<mainBody").replace(b"took note", b"took <![CDATA[<p> & <b>]]> note")
    text = mark + data.decode().replace("<content><p>", "<content><p> ").replace("\n", line)
    (found,) = [d for d in validate_xml(text.encode()) if d.rule == "R-107"]
    before = text.removeprefix(mark).replace(line, "\n").partition("<content><p> ")[0] + "<content>"
    assert found.position.line == before.count("\n") + 1
    assert found.position.column == len(before.rpartition("\n")[2]) + 1


def test_nothing_of_a_file_stays_behind_for_the_search_of_cycles() -> None:
    def held() -> int:
        return sum(isinstance(one, Node) for one in gc.get_objects())

    gc.collect()
    gc.disable()
    before = held()
    try:
        assert validate_xml(RESOLUTION) == ()
        assert validate_one(changed("<content><p>", "<content><p> "), "x.xml").diagnostics
        assert held() == before
    finally:
        gc.enable()


def test_a_message_quotes_a_long_value_in_part() -> None:
    found = validate_xml(changed('eId="para_1"', f'eId="{"a_" * 20_000}"'))
    assert found
    assert all(len(d.message) < 1500 for d in found)


# limits


def _many() -> bytes:
    return changed("<p>At", "<p> " + "<ref href='x'>x</ref>" * 8 + "At")


def test_findings_behind_the_limit_are_counted_and_left_out() -> None:
    everything = validate_xml(_many())
    errors = [d for d in everything if d.severity is Severity.ERROR]
    assert len(errors) > 10
    limited = validate_xml(_many(), max_errors=3)
    told = len(limited) - 1
    assert limited[:-1] == everything[:told]
    assert sum(d.severity is Severity.ERROR for d in limited) == 3
    assert limited[-1].code is Code.MORE_FINDINGS
    assert str(len(everything) - told) in limited[-1].message
    assert not passes(limited)
    assert validate_xml(_many(), max_errors=len(errors)) == everything


def test_the_same_file_gives_the_same_findings_whatever_the_seed_of_hashes() -> None:
    code = (
        "import sys; from akn.validate import validate_xml\n"
        "sys.stdout.write('\\n'.join(map(str, validate_xml(sys.stdin.buffer.read()))))"
    )
    broken = RESOLUTION.replace(b"#action_", b"#deed_").replace(b'eId="container_1', b'eId="container_7')
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            input=broken,
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
        ).stdout
        for seed in ("0", "1", "2")
    }
    (only,) = runs
    assert only.count(b"\n") > 10


# several files


def test_files_are_judged_one_by_one_and_then_together() -> None:
    files = [("a.xml", MINIMAL), ("b.xml", b"x"), ("c.xml", MINIMAL)]
    found = list(compared(validate_one(data, source) for source, data in files))
    assert [(source, [d.rule or d.code.code for d in diagnostics]) for source, diagnostics in found] == [
        ("a.xml", []),
        ("b.xml", ["V101"]),
        ("c.xml", []),
        ("c.xml", ["R-062"]),
    ]
    assert [
        d
        for _, ds in compared(validate_one(data, source, profile="xsd") for source, data in files)
        for d in ds
        if d.rule
    ] == []


# the published files, and files by others


@needs_shared
def test_the_verdict_is_that_of_the_official_schema_on_the_published_files() -> None:
    assert SHARED is not None
    files = sorted((SHARED / "corpus").rglob("*.xml"))[::23]
    assert len(files) > 40
    for path in files:
        data = path.read_bytes()
        found = validate_xml(data, profile="xsd", source=path.name)
        try:
            valid = full_schema().validate(parse_xml(data))
        except InvalidXml:
            assert [d.code for d in found] == [Code.NOT_WELL_FORMED]
            continue
        assert passes(found) is valid, path.name


@needs_shared
@pytest.mark.parametrize(
    ("name", "xsd", "akn4un"),
    [
        ("akomantoso-lib/akomantoso_doc_30release.xml", set(), {"V105"}),
        ("akomantoso-lib/akomantoso_doc_30release_fail.xml", {"V204"}, {"V204", "V105"}),
        ("akomantoso-lib/akomantoso_doc_csd13.xml", {"V104"}, {"V104"}),
        ("akomantoso-lib/akomantoso_act_csd13.xml", {"V104"}, {"V104"}),
        ("legaldocml/sameXmlId.xml", {"V205"}, {"V205", "V105"}),
        ("legaldocml/emptyHierarchy.xml", set(), {"V105"}),
        ("legaldocml/uk_pga_1998_29.xml", set(), {"V105"}),
        ("legaldocml/za_Judgement_2008-11-26.xml", set(), {"V105"}),
        ("oasis/za_Judgement_2008-11-26.xml", {"V104"}, {"V104"}),
        ("oasis/eu_COM(2013)0619_EN-8.xml", {"V104"}, {"V104"}),
    ],
)
def test_files_by_others_get_the_right_verdict_and_the_reason(name: str, xsd: set[str], akn4un: set[str]) -> None:
    assert SHARED is not None
    data = (SHARED / "akn" / name).read_bytes()
    assert {d.code.code for d in validate_xml(data, profile="xsd")} == xsd
    assert {d.code.code for d in validate_xml(data)} == akn4un


def test_a_number_that_the_file_prints_is_missing_by_its_markup_and_not_by_its_source() -> None:
    data = (_RULES / "resolution.xml").read_text(encoding="utf-8")
    bare = re.sub(r"\s*<FRBRnumber [^>]*/>|\s*<FRBRalias name=\"symbol\"[^>]*/>", "", data)
    told = {d.rule: d.code for d in validate_xml(bare.encode()) if d.rule in ("R-029", "R-030")}
    assert told == {"R-029": Code.PROFILE_MUST, "R-030": Code.PROFILE_MUST}
    unprinted = re.sub(r"<docNumber[^>]*>([^<]*)</docNumber>", r"<inline name='lamp'>\1</inline>", bare)
    told = {d.rule: d.code for d in validate_xml(unprinted.encode()) if d.rule in ("R-029", "R-030")}
    assert told == {"R-029": Code.PROFILE_SOURCE, "R-030": Code.PROFILE_SOURCE}


def test_white_space_at_the_beginning_of_a_note_is_of_style_and_its_marker_there_is_not() -> None:
    data = (_RULES / "resolution.xml").read_text(encoding="utf-8")
    spaced = re.sub(r"(<authorialNote [^>]*marker=\"1\"[^>]*>\s*<p>)", r"\1 ", data, count=1)
    assert [(d.rule, d.code) for d in validate_xml(spaced.encode())] == [("R-082", Code.PROFILE_SHOULD)]
    repeated = re.sub(r"(<authorialNote [^>]*marker=\"1\"[^>]*>\s*<p>)", r"\g<1>1. ", data, count=1)
    assert [(d.rule, d.code) for d in validate_xml(repeated.encode())] == [("R-082", Code.PROFILE_SOURCE)]


@pytest.mark.parametrize(("printed", "said"), [("3 (ت) ”2“", 0), ('3 (b) "ii"', 0), ("”the harbour“", 1), ("3,", 1)])
def test_the_label_of_a_point_in_quotation_marks_is_part_of_a_reference(printed: str, said: int) -> None:
    """So Arabic prints what others print as (iii)."""
    words = '<ref eId="sec_II__para_3__ref_1" href='
    start = RESOLUTION.index(words.encode())
    end = RESOLUTION.index(b"</ref>", start)
    opened = RESOLUTION.index(b">", start) + 1
    data = RESOLUTION[:opened] + printed.encode() + RESOLUTION[end:]
    assert len([d for d in validate_xml(data) if d.rule == "R-091"]) == said


def test_what_is_in_an_annex_without_an_eid_is_named_as_if_it_had_one() -> None:
    data = changed('<attachment eId="att_1">', "<attachment>", RESOLUTION)
    rules = {d.rule for d in validate_xml(data)}
    assert "R-076" in rules
    assert rules.isdisjoint({"R-067", "R-071", "R-074", "R-075"})
    data = changed('eId="att_1__para_1"><num>1.</num>', 'eId="att_1__para_8"><num>1.</num>', data)
    (found,) = [d for d in validate_xml(data) if d.rule == "R-067"]
    assert found.hint == "write att_1__para_1"
    bare = changed('eId="att_1__para_8"', 'eId="para_8"', data)
    assert {"R-075", "R-067"} <= {d.rule for d in validate_xml(bare)}


def test_markup_as_bodies_publish_it_is_named_first_with_its_remedy() -> None:
    published = (Path(__file__).parent / "upgrade" / "published.xml").read_bytes()
    first = validate_xml(published, source="a.xml")[0]
    assert (first.code, first.code.notice) == (Code.MARKUP_OLDER, True)
    assert "akn upgrade FILE" in first.hint
    one_fault = MINIMAL.replace(b'<FRBRcountry value="un"/>', b"", 1)
    for other in (one_fault, published.replace(b'class="italic"', b'refersTo="#action_recalling"')):
        found = validate_xml(other)
        assert found
        assert all(d.code is not Code.MARKUP_OLDER for d in found)

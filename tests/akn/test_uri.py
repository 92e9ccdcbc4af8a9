"""FRBR IRIs: printing and parsing are inverse, and published files are read as what we would write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from akn.document import Metadata
from akn.xml.uri import (
    UNKNOWN_DATE,
    ExpressionUri,
    ManifestationUri,
    Uri,
    WorkUri,
    parse_published,
    parse_uri,
    work_of,
)
from tests.strategies import ANY

WORK = "/akn/un/statement/deliberation/unga/2044-12-09/99-7"
SHARP = WorkUri("statement", "deliberation", "unga", "2044-12-09", "99-7")

WELL_FORMED = [
    WORK,
    f"{WORK}/!main",
    f"{WORK}/!main#para_4",
    f"{WORK}/!annex_2",
    f"{WORK}/!annex_1/annex_2#para_1",
    f"{WORK}#para_4",
    f"{WORK}/eng@",
    f"{WORK}/eng@/!main",
    f"{WORK}/eng@2045-01-03",
    f"{WORK}/eng@.xml",
    f"{WORK}/eng@/!main.xml",
    f"{WORK}/eng@2045-01-03/!annex_1.xml",
    "/akn/un/statement/deliberation/unga/2044/99-7",
    "/akn/un/documentCollection/publication/unga/2044/A-99-310_(Part_I)",
    "/akn/un/documentCollection/publication/unga-c2/2044/A-C.2-99-3-Add.1",
    "/akn/un/act/provision/un/1945-06-26/charter/!main#art_17",
]


@pytest.mark.parametrize("text", WELL_FORMED)
def test_a_well_formed_iri_prints_as_it_was_parsed(text: str) -> None:
    uri = parse_uri(text)
    assert uri is not None
    assert str(uri) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "#para_1",
        "!main",
        "https://example.org/akn/un/statement/deliberation/unga/2044/99-7",
        f"{WORK}/",
        "/akn/un/statement/deliberation/unga//99-7",
        "/akn/un/statement/deliberation/unga/2044-12/99-7",
        "/akn/un/statement/deliberation/unga/2044-12-09/99 7",
        f"{WORK}/eng@/",
        f"{WORK}/eng@!main",
        f"{WORK}/eng@/.xml",
        f"{WORK}/!main/",
        f"{WORK}/!main.xml",
        f"{WORK}/~para_4",
        f"{WORK}/eng@.xml#para_1",
        f"{WORK}\n",
    ],
)
def test_anything_else_is_no_iri_of_ours(text: str) -> None:
    assert parse_uri(text) is None


def test_the_parts_of_an_iri_come_out_under_their_names() -> None:
    uri = parse_uri(f"{WORK}/eng@2045-01-03/!annex_1.xml")
    assert uri == ManifestationUri(ExpressionUri(SHARP, "eng", "2045-01-03"), "xml", "annex_1")


def test_a_full_stop_in_a_number_is_not_taken_for_a_format() -> None:
    text = "/akn/un/documentCollection/publication/unga/2044/A-99-310-Add.2"
    for uri in (parse_uri(text), parse_published(text + "/")):
        assert isinstance(uri, WorkUri)
        assert uri.number == "A-99-310-Add.2"


def test_each_level_is_built_from_the_one_above() -> None:
    assert str(SHARP.at("main", "para_4")) == f"{WORK}/!main#para_4"
    assert str(SHARP.expression("eng")) == f"{WORK}/eng@"
    assert str(SHARP.expression("eng").at()) == f"{WORK}/eng@/!main"
    assert str(SHARP.expression("eng").manifestation()) == f"{WORK}/eng@.xml"
    assert str(SHARP.expression("eng").manifestation().at("annex_1")) == f"{WORK}/eng@/!annex_1.xml"
    assert SHARP.at("main", "para_4").work == SHARP


def test_a_component_goes_along_from_work_to_file() -> None:
    assert str(SHARP.at("annex_1").expression("fra").manifestation()) == f"{WORK}/fra@/!annex_1.xml"


def test_dates_never_decide_identity() -> None:
    assert SHARP.identity == replace(SHARP, date="2044").identity
    assert SHARP.identity != replace(SHARP, number="99-8").identity


@pytest.mark.parametrize(
    ("published", "ours"),
    [
        (f"{WORK}/", WORK),
        (f"{WORK}/!main/", f"{WORK}/!main"),
        (f"{WORK}/eng@/", f"{WORK}/eng@"),
        (f"{WORK}/eng@!main/", f"{WORK}/eng@/!main"),
        (f"{WORK}/eng@/!main.xml", f"{WORK}/eng@/!main.xml"),
        (f"{WORK}/eng@/.xml", f"{WORK}/eng@.xml"),
        (f"{WORK}/eng@.xml", f"{WORK}/eng@.xml"),
        (f"{WORK}/!main/annex", f"{WORK}/!annex_1"),
        (f"{WORK}/eng@!main/annex_2", f"{WORK}/eng@/!annex_2"),
        (f"{WORK}/eng@/!main/annex.xml", f"{WORK}/eng@/!annex_1.xml"),
        (WORK.replace("2044-12-09", ""), WORK.replace("2044-12-09", UNKNOWN_DATE)),
        (WORK.replace("2044-12-09", "0001-01-01"), WORK.replace("2044-12-09", UNKNOWN_DATE)),
        (
            f"{WORK.replace('2044-12-09', '0001-01-01')}/eng@!main/",
            f"{WORK.replace('2044-12-09', UNKNOWN_DATE)}/eng@/!main",
        ),
    ],
)
def test_a_published_iri_becomes_the_one_we_would_write(published: str, ours: str) -> None:
    uri = parse_published(published)
    assert str(uri) == ours
    assert parse_uri(ours) == uri


@pytest.mark.parametrize("text", ["", "ga", "/akn/un/", "https://undocs.org/A/RES/99/7"])
def test_what_is_no_iri_at_all_stays_none(text: str) -> None:
    assert parse_published(text) is None


def test_metadata_give_the_work_and_the_issue_that_collects_its_parts() -> None:
    metadata = Metadata(actor="unga", date="2044-12-09", number_iri="99-7")
    assert str(work_of(metadata)) == WORK
    issue = work_of(replace(metadata, number_iri="A-RES-99-7A-B"), collection=True)
    assert str(issue) == "/akn/un/documentCollection/publication/unga/2044-12-09/A-RES-99-7A-B"


def test_metadata_without_date_and_number_still_give_a_legal_iri() -> None:
    uri = work_of(Metadata())
    assert parse_uri(str(uri)) == uri
    assert uri.date == UNKNOWN_DATE


_word = st.from_regex(r"[A-Za-z][A-Za-z0-9]{0,8}", fullmatch=True, alphabet=ANY)
_segment = st.from_regex(r"[A-Za-z0-9()_.\-]{1,12}", fullmatch=True, alphabet=ANY)
_date = st.from_regex(r"[0-9]{4}(-[0-9]{2}-[0-9]{2})?", fullmatch=True, alphabet=ANY)
_component = st.from_regex(r"([A-Za-z_0-9]{1,8}(/[A-Za-z_0-9]{1,8})?)?", fullmatch=True, alphabet=ANY)
_fragment = st.one_of(st.just(""), st.from_regex(r"[A-Za-zأ-ي_0-9\-]{1,20}", fullmatch=True, alphabet=ANY))
_letters = st.from_regex(r"[A-Za-z]{1,12}", fullmatch=True, alphabet=ANY)
_language = st.from_regex(r"[a-z]{3}", fullmatch=True, alphabet=ANY)
_version = st.one_of(st.just(""), st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", fullmatch=True, alphabet=ANY))
_format = st.from_regex(r"[a-z]{1,4}", fullmatch=True, alphabet=ANY)
_works = st.builds(WorkUri, _letters, _letters, _segment, _date, _segment)


@given(
    st.one_of(
        st.builds(lambda w, c, f: w.at(c, f), _works, _component, _fragment),
        st.builds(ExpressionUri, _works, _language, _version, _component, _fragment),
        st.builds(ManifestationUri, st.builds(ExpressionUri, _works, _language, _version), _format, _component),
    )
)
def test_every_value_is_the_parse_of_its_own_string(uri: Uri) -> None:
    assert parse_uri(str(uri)) == uri


@given(st.text(ANY, max_size=60) | st.from_regex(r"/akn/un/[a-z/!@#.0-9\-]{0,60}", fullmatch=True, alphabet=ANY))
def test_parsing_never_raises_and_printing_undoes_it(text: str) -> None:
    uri = parse_uri(text)
    assert uri is None or str(uri) == text
    loose = parse_published(text)
    assert loose is None or parse_uri(str(loose)) == loose

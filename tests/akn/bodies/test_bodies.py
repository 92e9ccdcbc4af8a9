"""Body files: each fits its shape, proves itself by its own examples, and broken ones are refused by name."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from akn import bodies
from akn.bodies import Body, Example
from akn.bodies.symbols import Symbol, numbered, parse_symbol, work_uri
from akn.data import checked
from akn.errors import DataError, UsageError
from akn.languages import load as load_language
from akn.languages.match import match_line
from akn.vocabulary.numerals import roman, unroman
from akn.xml.uri import parse_uri

FOLDER = Path(bodies.__file__).parent
EXAMPLES = [(name, example) for name in bodies.names() for example in bodies.load(name).examples]


def _read(example: Example) -> Symbol | None:
    if not example.actor:
        return parse_symbol(example.text)
    return numbered(example.actor, example.text, example.kind or "resolution")


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[f"{n}: {e.text}" for n, e in EXAMPLES])
def test_every_example_of_every_body_file_is_read_as_it_says(name: str, example: Example) -> None:
    if example.language:
        line = match_line(load_language(example.language), example.text)
        assert (line is None) == example.none
        if line is not None:
            assert line.kind == example.kind
            assert {g.name: g.value for g in line.groups} == example.groups
        return
    symbol = _read(example)
    if example.none:
        assert symbol is None
        return
    assert symbol is not None
    told = {
        field: getattr(example, field)
        for field in ("printed", "kind", "session", "number", "aliases")
        if getattr(example, field)
    }
    assert {field: getattr(symbol, field) for field in told} == told
    assert told, "an example must say something"
    if example.work:
        assert str(work_uri(symbol)) == example.work
        assert parse_uri(example.work) is not None
    if not example.actor:
        assert symbol.body == name, "an example belongs into the file whose shapes it shows"


@pytest.mark.parametrize("name", bodies.names())
def test_every_shape_and_series_of_a_body_has_an_example(name: str) -> None:
    body = bodies.load(name)
    read = [s for n, e in EXAMPLES if n == name and not e.none and not e.language and (s := _read(e))]
    for shape in body.symbols:
        beginning = shape.full.partition("{")[0]
        assert any(s.kind == shape.kind and s.printed.startswith(beginning) for s in read), shape.full
    if body.series:
        assert any(not s.adopted for s in read)


@pytest.mark.parametrize("name", bodies.names())
def test_every_kind_of_line_of_a_body_has_an_example(name: str) -> None:
    body = bodies.load(name)
    shown = {(e.language, e.kind) for e in body.examples}
    assert {(code, kind) for code, lines in body.lines.items() for kind in lines} <= shown


def test_the_bodies_of_the_united_nations_that_adopt_resolutions_are_there() -> None:
    actors = {bodies.load(name).actor for name in bodies.names()}
    assert {"unga", "unsc", "unecosoc", "unga-hrc", "un"} <= actors


def test_no_two_organs_share_an_actor_an_id_or_an_ontology_iri() -> None:
    organs = [organ for body in bodies.all_bodies() for organ in body.organs]
    for attribute in ("actor", "eid", "href", "label"):
        values = [getattr(organ, attribute) for organ in organs]
        assert len(values) == len(set(values)), attribute


def test_the_ontology_iri_of_an_organ_ends_in_its_actor() -> None:
    for body in bodies.all_bodies():
        for organ in body.organs:
            assert organ.href.rsplit("/", 1)[1] == organ.actor


def test_a_committee_belongs_to_its_assembly() -> None:
    body = bodies.of_actor("unga-c5")
    assert body is not None
    assert body.name == "ga"
    organ = bodies.organ("unga-c5")
    assert organ is not None
    assert (organ.eid, organ.label) == ("fifthCommittee", "Fifth Committee")
    assert bodies.of_actor("nobody") is None
    assert bodies.organ("nobody") is None


def test_a_body_tells_which_parts_its_texts_have() -> None:
    assembly, council = bodies.load("ga"), bodies.load("sc")
    resolution_kind = assembly.kind("resolution")
    assert resolution_kind is not None
    assert resolution_kind.formula
    assert "title" in resolution_kind.preface
    decision_kind = assembly.kind("decision")
    assert decision_kind is not None
    assert not decision_kind.formula
    council_kind = council.kind("resolution")
    assert council_kind is not None
    assert "sentence" in council_kind.preface
    assert council_kind.conclusions == ()
    assert council.kind("decision") is None


def test_loading_gives_the_same_object_and_refuses_unknown_names() -> None:
    assert bodies.load("ga") is bodies.load("ga")
    with pytest.raises(UsageError, match=f"known are {', '.join(bodies.names())}"):
        bodies.load("parliament")


GOOD = """
name = "x"
organ = {actor = "unx", eid = "unx", label = "X"}
examples = [{text = "X/1"}]
"""


def _load(text: str) -> Body:
    body = checked(Body, tomllib.loads(text), "x.toml")
    bodies._check_content(body, "x.toml")
    return body


def test_the_smallest_body_file_is_a_name_an_organ_and_an_example() -> None:
    assert _load(GOOD).actor == "unx"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("name =", "nome ="), "nome"),
        (('name = "x"', 'name = "y"'), "file name"),
        (('eid = "unx", ', ""), "organ.eid is missing"),
        (('label = "X"', "label = 1"), "organ.label must be str"),
        (('examples = [{text = "X/1"}]', ""), "no examples"),
        (
            ("examples", "series = [{prefix='X', actor='unx', dated='moon'}]\nexamples"),
            "dated in entry 1 of series cannot be",
        ),
        (
            ("examples", "symbols = [{kind='law', full='X', bare='X', iri='x'}]\nexamples"),
            "kind in entry 1 of symbols cannot be",
        ),
        (("examples", "sessions = {table = {S-1 = [1990, 1980]}}\nexamples"), "sessions.table.S-1"),
        (("examples", "lines = {eng = {moon = ['X']}}\nexamples"), "lines.eng.moon: no such kind of line"),
        (
            ("examples", "kinds = [{name='resolution', cover=['moon'], preface=[]}]\nexamples"),
            "kinds[0].cover[0] cannot be",
        ),
    ],
)
def test_a_body_file_that_does_not_fit_is_refused_with_the_place(change: tuple[str, str], message: str) -> None:
    assert change[0] in GOOD
    with pytest.raises(DataError, match=re.escape(message)):
        _load(GOOD.replace(*change))


def test_every_file_of_the_folder_is_a_body() -> None:
    assert {p.stem for p in FOLDER.glob("*.toml")} <= set(bodies.names())  # others come from elsewhere (AKN_DATA)


def test_roman_numerals_lead_there_and_back() -> None:
    assert all(unroman(roman(n)) == n for n in range(1, 400))
    assert [unroman(x) for x in ("", "IIX", "VV", "ABC", "IC")] == [0, 0, 0, 0, 0]

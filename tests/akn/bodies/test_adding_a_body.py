"""The body file of docs/adding-a-body.md: complete, read like those of the library, every example true."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from akn import bodies
from akn.blocks import Block
from akn.bodies import grammar, symbols
from akn.errors import DataError
from akn.languages import load, match, slots
from akn.languages.match import match_formula
from akn.parse import parse_blocks
from akn.text import Kind, Text, mark
from converters.links import Links, address_of, linked
from tests.forked import forked

DOC = Path(__file__).parents[3] / "docs" / "adding-a-body.md"
FOLDER = Path(bodies.__file__).parent


def _forget() -> None:
    """Everything that was made from the body files."""
    for module in (bodies, grammar, symbols, slots, match):
        for value in vars(module).values():
            if hasattr(value, "cache_clear"):
                value.cache_clear()


@pytest.fixture
def _with_the_body_of_the_doc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    found = re.search(r"```toml\n(.*?)```", DOC.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    for path in FOLDER.glob("*.toml"):
        shutil.copy(path, tmp_path)
    (tmp_path / "libraries.toml").write_text(found[1], encoding="utf-8")
    monkeypatch.setattr(bodies, "_FOLDER", str(tmp_path))
    _forget()
    yield
    monkeypatch.undo()
    _forget()


def _converted(folder: Path) -> subprocess.CompletedProcess[str]:
    """What the command says of `a.txt` of a folder that holds data files of its own; the XML is `a.xml`."""
    return forked("convert", str(folder / "a.txt"), "-o", str(folder / "a.xml"), AKN_DATA=str(folder))


@pytest.mark.usefixtures("_with_the_body_of_the_doc")
def test_the_examples_of_the_documented_file_are_true() -> None:
    body = bodies.load("libraries")
    assert len(body.examples) > 6
    for example in body.examples:
        if example.language:
            line = match.match_line(load(example.language), example.text)
            assert line is not None, example.text
            assert (line.kind, {g.name: g.value for g in line.groups}) == (example.kind, example.groups)
            continue
        symbol = symbols.numbered(example.actor, example.text) if example.actor else symbols.parse_symbol(example.text)
        if example.none:
            assert symbol is None
            continue
        assert symbol is not None, example.text
        assert symbol.printed == example.printed
        assert symbol.kind == example.kind
        assert example.session in ("", symbol.session)
        if example.work:
            assert str(symbols.work_uri(symbol)) == example.work


@pytest.mark.usefixtures("_with_the_body_of_the_doc")
def test_a_new_file_disturbs_no_other_body() -> None:
    symbol = symbols.parse_symbol("A/RES/67/195")
    assert symbol is not None
    assert str(symbols.work_uri(symbol)) == "/akn/un/statement/deliberation/unga/2012/67-195"
    assert {"libraries", *(p.stem for p in FOLDER.glob("*.toml"))} <= set(bodies.names())


@pytest.mark.usefixtures("_with_the_body_of_the_doc")
def test_a_text_of_the_new_body_is_identified_without_a_line_of_code() -> None:
    lines = [
        "CL/RES/30/4",
        "Resolution adopted by the Congress of Libraries on 3 May 2004",
        "30/4. Tidal libraries",
        "The Congress of Libraries,",
        "Recalling its resolution 29/1,",
        "1. Decides to build tidal libraries.",
    ]
    metadata = parse_blocks(tuple(Block(Text(line)) for line in lines)).value.metadata
    assert (metadata.kind, metadata.actor, metadata.number_iri) == ("resolution", "uncl", "30-4")
    assert metadata.symbols == ("CL/RES/30/4",)


@pytest.mark.usefixtures("_with_the_body_of_the_doc")
def test_its_own_masthead_closing_line_and_recitals_are_read() -> None:
    lines = [
        "THIRTIETH CONGRESS OF LIBRARIES CL/RES/30/4",
        "Agenda item 13.4 1 May 2004",
        "Tidal libraries",
        "The Congress of Libraries, Recalling its resolution 29/1;",
        "Noting the tide;",
        "Noting also the moon,",
        "DECIDES to build tidal libraries.",
        "Fourth sitting, 3 May 2004",
    ]
    document = parse_blocks(tuple(Block(Text(line)) for line in lines)).value
    metadata = document.metadata
    assert (metadata.symbols, metadata.session, metadata.date) == (("CL/RES/30/4",), "30", "2004-05-03")
    assert [text.content for text in document.preface] == ["Tidal libraries"]
    assert len(document.preamble) == 4
    assert len(document.body) == 1
    assert [text.content for text in document.conclusions] == ["Fourth sitting, 3 May 2004"]


@pytest.mark.usefixtures("_with_the_body_of_the_doc")
def test_the_formula_is_read_by_the_names_of_the_body_file() -> None:
    formulas = {"The Congress of Libraries,": "eng", "Le Congrès des bibliothèques,": "fra"}
    formulas["The Congress of Librariess,"] = "eng"
    found = [match_formula(load(code), said) for said, code in formulas.items()]
    assert [formula.actor for formula in found if formula] == ["uncl", "uncl", ""]
    for formula in ("The World Congress of Libraries,", "The Congress of Libraries*,", "The Congress-of-Libraries,"):
        assert bodies.actor_named(formula, "eng") == "uncl"
        lines = ["30/4. Tidal libraries", formula, "Recalling its resolution 29/1,", "1. Decides so."]
        assert parse_blocks(tuple(Block(Text(line)) for line in lines)).value.metadata.actor == "uncl"
    lines = ["30/4. Tidal libraries", "The Congress of Libraries,", "Recalling its resolution 29/1,", "1. Decides so."]
    result = parse_blocks(tuple(Block(Text(line)) for line in lines))
    assert result.value.metadata.actor == "uncl"
    assert "S208" not in [d.code.code for d in result.diagnostics]


@pytest.mark.usefixtures("_with_the_body_of_the_doc")
def test_citations_of_a_body_lead_to_its_own_site() -> None:
    assert address_of("CL/RES/30/4", "en") == "https://libraries.example/en/CL/RES/30/4"
    assert address_of("A/RES/67/195", "fr") == "https://docs.un.org/fr/A/RES/67/195"
    assert address_of("A/RES/67/195", "pt") == "https://docs.un.org/en/A/RES/67/195", "a language that the site lacks"
    assert address_of("CL/RES/30/4", "pt") == "https://libraries.example/pt/CL/RES/30/4"
    text = Text(
        "Recalling 30/4 and 67/195",
        (
            mark(10, 14, Kind.REF, href="/akn/un/statement/deliberation/uncl/2004/30-4"),
            mark(19, 25, Kind.REF, href="/akn/un/statement/deliberation/unga/2012/67-195"),
        ),
    )
    # only a link to docs.un.org is read back as a citation
    assert [m.kind for m in linked(text, Links()).marks] == [Kind.REF, Kind.LINK]
    assert Links().target(text.marks[0].get("href")).href == "https://libraries.example/en/CL/RES/30/4"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('site = "https://libraries.example/{language}', 'site = "https://libraries.example/{tongue}', "site may have"),
        ('site = "https://libraries.example/{language}/{symbol}"\n', "", ""),
        *(
            ("{language}/{symbol}", field, "site may have {language} and {symbol}")
            for field in (
                "{symbol.foo}",
                "{symbol[a]}",
                "{symbol.__class__}",
                "{symbol!r}",
                "{symbol:>9}",
                "{symbol:{language}}",
                "{}",
                "{symbol",
            )
        ),
        (
            'site = "https://libraries.example',
            'site = "javascript:alert(1)//',
            "site must begin with https:// or http://",
        ),
        (
            'bare = "{running} ({roman})"',
            'bare = "{running}"',
            "symbols[1].bare has no {roman}, which full is filled with",
        ),
        ('iri = "{running}-{roman}"', 'iri = "{running}-{month}"', "symbols[1].iri: {month} is no placeholder"),
        (
            'bare = "{running} ({roman})"',
            'bare = "{running} ({roman})"\nalso = ["CL/{running}"]',
            "symbols[1].also[0] has no",
        ),
    ],
)
def test_a_template_that_cannot_be_filled_is_told(
    old: str, new: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = re.search(r"```toml\n(.*?)```", DOC.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    assert old in found[1]
    (tmp_path / "bodies").mkdir()
    (tmp_path / "bodies/libraries.toml").write_text(found[1].replace(old, new), encoding="utf-8")
    monkeypatch.setenv("AKN_DATA", str(tmp_path))
    _forget()
    try:
        if told:
            with pytest.raises(DataError, match=re.escape(f"libraries.toml: {told}")):
                bodies.load("libraries")
        else:
            assert address_of("CL/RES/30/4", "en") == "", "a body without a site is not on that of the United Nations"
    finally:
        monkeypatch.undo()
        _forget()


def test_the_body_of_the_doc_is_forgotten_afterwards() -> None:
    assert "libraries" not in bodies.names()
    assert symbols.parse_symbol("CL/RES/30/4") is None


_LIGHTHOUSES = """
name = "lighthouses"

[organ]
actor = "unlha"
eid = "lighthouseAssembly"
label = "Lighthouse Assembly"
names = {eng = "Lighthouse Assembly", zho = "灯塔大会"}

[[kinds]]
name = "resolution"
cover = ["publisher", "symbol", "authority", "date", "session", "agendaItem"]
preface = ["number", "title"]
formula = true

[sessions]
first_year = 1948
most = 120

[[symbols]]
kind = "resolution"
full = "LHA{session}.{number}"
bare = "LHA{session}.{number}"
iri = "LHA{session}.{number}"

[[examples]]
text = "LHA73.1"
printed = "LHA73.1"
kind = "resolution"
work = "/akn/un/statement/deliberation/unlha/2020/LHA73.1"
"""


def _xml_of(folder: Path, body: str, text: str) -> str:
    """A text as XML, converted in a folder where the body has its file."""
    (folder / "bodies").mkdir()
    (folder / "bodies" / "lighthouses.toml").write_text(body, encoding="utf-8")
    (folder / "a.txt").write_text(text, encoding="utf-8")
    ran = _converted(folder)
    assert (folder / "a.xml").exists(), ran.stderr
    return (folder / "a.xml").read_text(encoding="utf-8")


def test_of_two_spellings_of_a_symbol_the_longer_one_is_read(tmp_path: Path) -> None:
    xml = _xml_of(
        tmp_path,
        _LIGHTHOUSES.replace("[[examples]]", 'also = ["LHA{session}.{number} ({year})"]\n\n[[examples]]', 1),
        "LHA76.1. Lamps\n\nThe Lighthouse Assembly,\n\nRecalling resolutions LHA73.9 (2020) and LHA72.8,\n\n"
        "1. Decides so.\n",
    )
    assert '/unlha/2020/LHA73.9">LHA73.9 (2020)</ref> and' in xml
    assert '/LHA72.8">LHA72.8</ref>' in xml


@pytest.mark.parametrize("opens", ["", "opens = 5\n"])
def test_a_year_in_brackets_after_a_symbol_is_its_year(opens: str, tmp_path: Path) -> None:
    xml = _xml_of(
        tmp_path,
        _LIGHTHOUSES.replace("most = 120\n", f"most = 120\n{opens}"),
        "LHA76.1\n\nResolution adopted by the Lighthouse Assembly on 19 May 2023\n\nLHA76.1. Lamps\n\n"
        "The Lighthouse Assembly,\n\nRecalling resolutions LHA73.99 (2020) and LHA72.8 (1999),\n\n1. Decides so.\n",
    )
    assert '/unlha/2020/LHA73.99">LHA73.99</ref>' in xml
    assert "/1999/" not in xml, "a year in which the session was not held"


def test_a_symbol_without_a_slash_that_begins_with_a_digit_is_read_on_a_cover(tmp_path: Path) -> None:
    xml = _xml_of(
        tmp_path,
        _LIGHTHOUSES.replace("LHA", "4LHA"),
        "4LHA73.1\n\nResolution adopted by the Lighthouse Assembly on 19 May 2020\n\nLamps\n\n"
        "The Lighthouse Assembly,\n\n1. Decides to keep the lamps lit.\n",
    )
    assert '<docNumber refersTo="#symbol">4LHA73.1</docNumber>' in xml
    assert "/unlha/2020-05-19/4LHA73.1" in xml


def test_symbols_without_a_slash_are_read_converted_validated_and_cited(tmp_path: Path) -> None:
    (tmp_path / "bodies").mkdir()
    (tmp_path / "bodies" / "lighthouses.toml").write_text(_LIGHTHOUSES, encoding="utf-8")
    (tmp_path / "a.txt").write_text(
        "LHA73.1\n\nResolution adopted by the Lighthouse Assembly on 19 May 2020\n\nLHA73.1. Lamps\n\n"
        "The Lighthouse Assembly,\n\nRecalling resolution LHA58.3 and paragraph 2 of resolution LHA72.8,\n\n"
        "1. Decides to keep the lamps lit;\n\n2. Requests a report on resolution 98/12 of 10 December 2043.\n",
        encoding="utf-8",
    )
    ran = _converted(tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert ": error " not in ran.stderr, "valid by the schema and the rules"
    xml = (tmp_path / "a.xml").read_text(encoding="utf-8")
    work = "/akn/un/statement/deliberation/unlha"
    assert f'<FRBRuri value="{work}/2020-05-19/LHA73.1"/>' in xml
    assert f'href="{work}/2005/LHA58.3">LHA58.3</ref>' in xml
    assert f'href="{work}/2019/LHA72.8/!main#para_2">paragraph 2</ref>' in xml

"""The library for other engines: what is written is read back by others, and shapes say what triples must be."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from akn.errors import AknError, UsageError
from akn_library import Library
from akn_library.export import opensearch, parquet
from akn_library.export.rows import passages
from akn_library.export.triples import ELI, SCHEMA, triples
from akn_library.folding import folded
from tests.converters.command import akn

ADOPTED = datetime.date(2042, 12, 4)


def count(library: Library, table: str) -> int:
    found: int = library.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    return found


# ---- Parquet


@pytest.fixture(scope="module")
def tables(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("pyarrow")
    folder = tmp_path_factory.mktemp("export") / "parquet"
    with Library(made) as library:
        written = dict(library.export("parquet", folder))
        held = {"texts": "work", "passages": "unit", "citations": "citation", "mandates": "mandate"}
        assert written == {f"{name}.parquet": count(library, table) for name, table in held.items()}
    return folder


def test_pyarrow_reads_days_as_dates_and_lists_as_lists(tables: Path) -> None:
    from pyarrow import parquet as read

    texts = {row["symbol"]: row for row in read.read_table(tables / "texts.parquet").to_pylist()}
    one = texts["A/RES/97/31"]
    assert (one["adopted"], one["published"]) == (ADOPTED, datetime.date(2043, 1, 12))
    assert dict(one["titles"])["eng"] == "Lighthouses for sustainable navigation"
    assert one["languages"] == ["eng"]
    assert one["addresses"] == [{"language": "en", "official": "https://docs.un.org/en/A/RES/97/31", "own": ""}]
    rows = read.read_table(tables / "passages.parquet").to_pylist()
    citing = next(
        r for r in rows if r["symbol"] == "A/RES/98/40" and r["number"] == "" and r["place"] == "preambular paragraph 1"
    )
    assert citing["cites"] == ["A/RES/97/31", "S/RES/3010 (2040)"]
    asking = next(r for r in rows if r["symbol"] == "A/RES/97/31" and r["eid"] == "para_1")
    assert asking["addressees"] == ["secretaryGeneral"]
    cited = read.read_table(tables / "citations.parquet").to_pylist()
    assert {r["printed_date"] for r in cited if r["cited"] == "A/RES/97/31" and r["printed_date"]} == {ADOPTED}


def test_duckdb_asks_the_tables(tables: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    found = duckdb.sql(
        f"SELECT who, count(*) FROM (SELECT unnest(keys) AS who FROM '{tables}/mandates.parquet'"
        " WHERE adopted BETWEEN DATE '2042-01-01' AND DATE '2042-12-31' AND language = 'eng') GROUP BY who ORDER BY who"
    ).fetchall()
    assert dict(found) == {"memberStates": 3, "secretaryGeneral": 1}  # paragraph 2 and its points
    rows = f"'{tables}/passages.parquet'"
    joined = duckdb.sql(
        f"SELECT count(*) FROM {rows} AS p JOIN {rows} AS q ON p.parent = q.id"
        " WHERE p.kind = 'point' AND q.kind = 'operative' AND p.file = q.file"
    ).fetchall()
    points = duckdb.sql(f"SELECT count(*) FROM '{tables}/passages.parquet' WHERE kind = 'point'").fetchall()
    assert joined == points != [(0,)]


def test_a_day_of_which_the_year_alone_is_known_is_no_date() -> None:
    assert parquet._day("2043") is None
    assert parquet._day("2043-01-12") == datetime.date(2043, 1, 12)


def test_tables_are_written_a_few_rows_at_a_time(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = pytest.importorskip("pyarrow.parquet")
    monkeypatch.setattr(parquet, "_GROUP", 7)
    library.export("parquet", tmp_path / "out")
    made = read.ParquetFile(tmp_path / "out" / "passages.parquet").metadata
    assert made.num_row_groups == -(-count(library, "unit") // 7)


# ---- OpenSearch


def test_the_mapping_has_fields_that_opensearch_knows_and_those_of_the_documents(library: Library) -> None:
    fields = pytest.importorskip("opensearchpy.helpers.field")
    properties = opensearch.INDEX["mappings"]["properties"]
    for name, described in properties.items():
        made = fields.construct_field(described)  # raises for a type that there is not
        assert made.to_dict() == described, name
    analysis = opensearch.INDEX["settings"]["analysis"]
    used = {described["analyzer"] for described in properties.values() if "analyzer" in described}
    assert used == set(analysis["analyzer"])
    assert {analyzer["tokenizer"] for analyzer in analysis["analyzer"].values()} == set(analysis["tokenizer"])
    documents = [json.loads(opensearch.bulk_lines(row).splitlines()[1]) for row in passages(library.connection)]
    assert set().union(*documents) == set(properties), "the mapping is strict, and no field is idle"


def test_bulk_files_have_two_lines_a_passage_and_are_no_larger_than_asked(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opensearch, "PART", 20_000)
    written = dict(library.export("opensearch", tmp_path / "out"))
    assert json.loads((tmp_path / "out" / "index.json").read_bytes()) == opensearch.INDEX
    files = sorted((tmp_path / "out").glob("*.ndjson"))
    assert len(files) > 2
    names: list[str] = []
    for file in files:
        data = file.read_bytes()
        assert data.endswith(b"\n")
        assert len(data) <= 20_000
        lines = [json.loads(line) for line in data.splitlines()]
        assert len(lines) == 2 * written[file.name]
        assert all(list(line) == ["index"] for line in lines[::2])
        names += [line["index"]["_id"] for line in lines[::2]]
        for document in lines[1::2]:
            words, _ = folded(document.get("text", ""), document["language"])
            assert document.get("surface", "") == words
    assert len(set(names)) == len(names) == count(library, "unit")


def test_the_order_of_adding_does_not_change_what_is_exported(made: Path, tmp_path: Path) -> None:
    files = sorted(p for p in made.parent.iterdir() if p.suffix == ".txt")
    with Library(made.parent / "other.db", create=True) as library:
        for path in reversed(files):
            list(library.add([path]))
        again = [opensearch.bulk_lines(row) for row in passages(library.connection)]
        lines = list(triples(library.connection))
    (made.parent / "other.db").unlink()
    with Library(made) as library:
        assert again == [opensearch.bulk_lines(row) for row in passages(library.connection)]
        assert lines == list(triples(library.connection))


def test_a_query_asks_the_folded_fields() -> None:
    made = opensearch.query('"red lamps" light* 灯塔', "")
    phrase, begin, chinese = (clause["bool"]["should"] for clause in made["query"]["bool"]["must"])
    assert phrase == [{"match_phrase": {"surface": {"query": "red lamps"}}}]
    assert begin == [{"match_phrase_prefix": {"surface": {"query": "light"}}}]
    assert chinese == [{"match_phrase": {"surface": {"query": "灯塔"}}}]
    assert opensearch.query("lamps", "fra")["query"]["bool"]["filter"] == [{"term": {"language": "fra"}}]


# ---- N-Triples

SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix schema: <https://schema.org/> .
@prefix : <urn:shape:> .

:text sh:targetClass eli:LegalResource ;  # a text has one symbol at most, one day, a body, and is there in a language
  sh:property [ sh:path eli:id_local ; sh:maxCount 1 ; sh:datatype xsd:string ] ;
  sh:property [ sh:path eli:date_document ; sh:maxCount 1 ; sh:datatype xsd:date ] ;
  sh:property [ sh:path eli:date_document ; sh:equals schema:legislationDate ] ;
  sh:property [ sh:path eli:passed_by ; sh:maxCount 1 ; sh:class eli:Agent ] ;
  sh:property [ sh:path eli:is_realized_by ; sh:minCount 1 ; sh:class eli:LegalExpression ] ;
  sh:property [ sh:path schema:name ; sh:datatype rdf:langString ] ;
  sh:property [ sh:path eli:cites ; sh:nodeKind sh:IRI ; sh:pattern "^urn:akn:" ] .

:version sh:targetClass eli:LegalExpression ;  # a version is of one text, in one language of the authority's list
  sh:property [ sh:path eli:realizes ; sh:minCount 1 ; sh:maxCount 1 ; sh:class eli:LegalResource ] ;
  sh:property [ sh:path eli:language ; sh:minCount 1 ; sh:maxCount 1 ;
    sh:pattern "^http://publications.europa.eu/resource/authority/language/[A-Z]{3}$" ] ;
  sh:property [ sh:path eli:title ; sh:maxCount 1 ; sh:datatype rdf:langString ] ;
  sh:property [ sh:path [ sh:inversePath eli:embodies ] ; sh:class eli:Format ; sh:maxCount 1 ] .

:paragraph sh:targetClass eli:LegalResourceSubdivision ;  # a paragraph is a part of something, and has a name
  sh:property [ sh:path eli:is_part_of ; sh:minCount 1 ; sh:maxCount 1 ;
    sh:or ( [ sh:class eli:LegalResource ] [ sh:class eli:LegalResourceSubdivision ] ) ] ;
  sh:property [ sh:path [ sh:oneOrMorePath eli:is_part_of ] ; sh:qualifiedMinCount 1 ;
    sh:qualifiedValueShape [ sh:class eli:LegalResource ] ] ;
  sh:property [ sh:path schema:name ; sh:minCount 1 ; sh:datatype rdf:langString ] ;
  sh:property [ sh:path schema:text ; sh:datatype rdf:langString ] .

:agent sh:targetClass eli:Agent ;  # a body is called something
  sh:property [ sh:path schema:name ; sh:minCount 1 ; sh:datatype xsd:string ] .
"""

DAMAGE = {
    "a second day": (ELI + 'date_document> "2042-12-04"', ELI + 'date_document> "2042-12-05"'),
    "a day that is no date": ("#date> .", "#string> ."),
    "a language of nobody": ("/authority/language/ENG", "/authority/language/en"),
    "a paragraph of nothing": (f"{ELI}is_part_of>", f"{SCHEMA}isPartOf>"),
    "a citation of a page": (f"{ELI}cites> <urn:akn:", f"{ELI}cites> <https://docs.un.org/"),
    "a version of nothing": (f"{ELI}realizes>", f"{SCHEMA}exampleOfWork>"),
}


def _lines(made: Path) -> str:
    with Library(made) as library:
        return "\n".join(triples(library.connection)) + "\n"


def _conforms(lines: str) -> bool:
    rdflib = pytest.importorskip("rdflib")
    pyshacl = pytest.importorskip("pyshacl")
    graph = rdflib.Graph().parse(data=lines, format="nt")
    shapes = rdflib.Graph().parse(data=SHAPES, format="turtle")
    conforms, _, report = pyshacl.validate(graph, shacl_graph=shapes)
    return bool(conforms) or bool(print(report))


def test_triples_are_as_the_shapes_say(made: Path) -> None:
    assert _conforms(_lines(made))


@pytest.mark.parametrize("damage", DAMAGE)
def test_damaged_triples_are_not(made: Path, damage: str) -> None:
    lines = _lines(made)
    old, new = DAMAGE[damage]
    at = next(line for line in lines.splitlines() if old in line)
    changed = at.replace(old, new, 1)
    kept = lines if damage == "a second day" else lines.replace(f"{at}\n", "", 1)
    assert not _conforms(f"{kept}{changed}\n")


def test_terms_of_schema_org_are_those_of_its_vocabulary(made: Path) -> None:
    rdflib = pytest.importorskip("rdflib")
    graph = rdflib.Graph().parse(data=_lines(made), format="nt")
    terms = {term for triple in graph for term in triple[1:] if str(term).startswith(SCHEMA)}
    assert len(terms) > 5
    assert terms <= set(dir(rdflib.SDO))


def test_triples_say_what_the_texts_say(made: Path) -> None:
    rdflib = pytest.importorskip("rdflib")
    graph = rdflib.Graph().parse(data=_lines(made), format="nt")
    eli, of = rdflib.Namespace(ELI), rdflib.URIRef
    text = of("urn:akn:ga:resolution:98:40")
    assert graph.value(text, eli.id_local) == rdflib.Literal("A/RES/98/40")
    assert (text, eli.cites, of("urn:akn:ga:resolution:97:31")) in graph
    assert (of(f"{text}#para_1"), eli.cites, of("urn:akn:ga:resolution:97:31#para_2__list_1__point_a")) in graph
    titles = {title.language: str(title) for title in graph.objects(text, rdflib.SDO.name)}
    assert titles["fr"] == "Des phares pour une navigation durable"
    assert {version.partition("#")[2] for version in map(str, graph.objects(text, eli.is_realized_by))} >= {"en", "fr"}


def test_names_begin_with_the_address_that_was_given(library: Library) -> None:
    line = next(triples(library.connection, "https://site.example/id/"))
    assert line.startswith("<https://site.example/id/")


# ---- the folder


def test_the_command_writes_into_a_new_folder_alone(made: Path, tmp_path: Path) -> None:
    done = akn("library", "export", "--to", "nt", "--output-dir", "out", "--library", str(made), cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout.decode().startswith("library.nt\t")
    assert [p.name for p in tmp_path.iterdir()] == ["out"]
    again = akn("library", "export", "--to", "nt", "--output-dir", "out", "--library", str(made), cwd=tmp_path)
    assert again.returncode == 2
    assert b"a new or an empty folder" in again.stderr
    address = akn("library", "export", "--to", "nt", "--output-dir", "s3://b/out", "--library", str(made), cwd=tmp_path)
    assert address.returncode == 2
    assert b"is an address" in address.stderr


def test_a_folder_that_cannot_be_made_is_told_and_nothing_is_left(library: Library, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(UsageError, match="is there already"):
        library.export("nt", tmp_path / "file")
    with pytest.raises(AknError, match="cannot be written"):
        library.export("nt", tmp_path / "file" / "out")
    with pytest.raises(UsageError, match="there is no form 'rdf'"):
        library.export("rdf", tmp_path / "out")
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def test_what_fails_half_way_leaves_nothing(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(opensearch, "bulk_lines", failing)
    with pytest.raises(AknError, match="no space left on device"):
        library.export("opensearch", tmp_path / "out")
    assert not list(tmp_path.iterdir())


def test_an_address_that_makes_no_names_is_refused(library: Library, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no address that names can begin with"):
        library.export("nt", str(tmp_path / "out"), base_url='http://x y/<a>"')
    assert not (tmp_path / "out").exists()

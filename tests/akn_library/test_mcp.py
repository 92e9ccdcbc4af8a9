"""`akn mcp`: a client that speaks the protocol asks; the answers are those of the command line."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest

from akn.errors import UsageError
from akn_library import Library
from akn_library.answers import MOST_LETTERS, MOST_ROWS, QUESTIONS, answer
from akn_library.commands.mcp import server
from tests.converters.command import ENVIRONMENT, akn
from tests.thorough import is_full

TEXT = "The General Assembly,\n\nRecalling its resolution 97/31 of 5 December 2042,\n\n1. Decides to meet.\n"
ASKED: list[tuple[str, dict[str, Any]]] = [
    ("search", {"words": "lamps", "language": "en"}),
    ("read", {"symbol": "A/RES/97/31", "paragraph": "2"}),
    ("cited_by", {"symbol": "A/RES/97/31"}),
    ("check_citations", {"text": TEXT}),
    ("history", {"symbol": "A/RES/97/31"}),
    ("mandates", {"addressee": "secretaryGeneral"}),
]


def _rows(library: Library, name: str, arguments: Mapping[str, Any]) -> list[dict[str, Any]]:
    found = json.loads(answer(library, name, arguments))
    assert set(found) == {"rows", "more"}
    return list(found["rows"])


def test_a_client_gets_six_tools_and_their_answers(made: Path, library: Library) -> None:
    pytest.importorskip("mcp")
    import anyio
    from mcp import Client, StdioServerParameters
    from mcp.client.stdio import stdio_client

    line = ["-m", "converters", "mcp", "--library", str(made)]
    told = StdioServerParameters(command=sys.executable, args=line, env=dict(ENVIRONMENT))

    async def talk() -> tuple[list[Any], list[str], Any]:
        # by default it writes to the standard error of the time when mcp was imported, which is no file in a test
        process = stdio_client(told, errlog=sys.__stderr__) if is_full() else None
        async with Client(process or server(library)) as client:
            tools = (await client.list_tools()).tools
            texts = [(await client.call_tool(name, arguments)).content[0].text for name, arguments in ASKED]
            return tools, texts, await client.call_tool("search", {"words": "x", "language": "nowhere"})

    tools, texts, refused = anyio.run(talk)
    assert [tool.name for tool in tools] == [name for name, _ in ASKED] == list(QUESTIONS)
    assert all(tool.output_schema is None for tool in tools)
    assert all(tool.annotations.read_only_hint for tool in tools)
    listed = [tool.model_dump(mode="json", by_alias=True, exclude_none=True) for tool in tools]
    assert len(json.dumps(listed, separators=(",", ":"))) <= 3_000
    assert texts == [answer(library, name, arguments) for name, arguments in ASKED]
    assert refused.is_error
    assert "nowhere" in refused.content[0].text


@pytest.mark.parametrize(
    ("name", "arguments", "line"),
    [
        ("search", {"words": "lamps"}, ("find", "lamps", "--limit", "50")),
        ("cited_by", {"symbol": "A/RES/97/31"}, ("cited-by", "A/RES/97/31")),
        ("history", {"symbol": "A/RES/97/31"}, ("history", "A/RES/97/31")),
        ("mandates", {"addressee": "secretaryGeneral"}, ("mandates", "--addressee", "secretaryGeneral")),
    ],
)
def test_answers_are_those_of_the_command_line(
    made: Path, library: Library, name: str, arguments: dict[str, str], line: tuple[str, ...]
) -> None:
    done = akn("library", *line, "--library", str(made), "--to", "jsonl", cwd=made.parent)
    assert done.returncode == 0, done.stderr
    printed = [json.loads(row) for row in done.stdout.splitlines()]
    bare = [{k: v for k, v in row.items() if v not in (None, "", [], 0)} for row in printed]
    assert bare
    assert _rows(library, name, {**arguments, "limit": MOST_ROWS}) == bare[:MOST_ROWS]


def test_a_paragraph_is_read_with_its_points(library: Library) -> None:
    rows = _rows(library, "read", {"symbol": "A/RES/97/31", "paragraph": "2", "language": "en"})
    assert [row["number"] for row in rows] == ["2", "2 (a)", "2 (b)"]


def test_a_wrong_date_is_contradicted(library: Library) -> None:
    (row,) = [r for r in _rows(library, "check_citations", {"text": TEXT}) if r.get("cited") == "A/RES/97/31"]
    assert (row["verdict"], row["printed"], row["known"]) == ("contradicted", "2042-12-05", "2042-12-04")


def test_mandates_say_who_is_asked_for_what_by_when(library: Library) -> None:
    rows = _rows(library, "mandates", {"symbol": "A/RES/97/31", "addressee": "secretaryGeneral"})
    assert rows[0]["keys"] == ["secretaryGeneral"]
    assert rows[0]["ask"].startswith("report on the state of all lighthouses")
    assert rows[0]["due_year"] == 2044


def test_an_answer_is_bounded_and_goes_on_where_it_ended(library: Library) -> None:
    first = json.loads(answer(library, "read", {"symbol": "A/RES/97/31", "limit": 2}))
    assert (len(first["rows"]), first["more"]) == (2, True)
    rest = json.loads(answer(library, "read", {"symbol": "A/RES/97/31", "limit": 50, "skip": 2}))
    whole = json.loads(answer(library, "read", {"symbol": "A/RES/97/31", "limit": 50}))
    assert first["rows"] + rest["rows"] == whole["rows"]
    assert not whole["more"]
    long = TEXT.replace("1. Decides to meet.", "1. Recalls resolution 97/31 of 5 December 2042.\n\n" * 400)
    assert len(answer(library, "check_citations", {"text": long, "limit": 999})) <= MOST_LETTERS + 1000


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("write", {}),
        ("search", {}),
        ("search", {"words": "x", "colour": "red"}),
        ("read", {"symbol": "x", "limit": "many"}),
        ("cited_by", {"symbol": "no symbol"}),
    ],
)
def test_what_cannot_be_answered_is_said_in_a_line(library: Library, name: str, arguments: dict[str, str]) -> None:
    with pytest.raises(UsageError) as refused:
        answer(library, name, arguments)
    assert "\n" not in str(refused.value)


def test_nothing_is_written(made: Path) -> None:
    before = made.read_bytes()
    with Library(made) as library:
        for name, arguments in ASKED:
            msgspec.json.decode(answer(library, name, arguments))
    assert made.read_bytes() == before


def test_standard_output_is_the_protocol_alone(made: Path) -> None:
    pytest.importorskip("mcp")
    done = akn("mcp", "--library", str(made), cwd=made.parent)
    assert (done.returncode, done.stdout) == (0, b"")

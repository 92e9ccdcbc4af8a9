"""`akn mcp`: a library for language models, by the Model Context Protocol over standard streams; it only reads."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from converters.claims import InputPath

if TYPE_CHECKING:
    from mcp.server.lowlevel import Server

    from akn_library.answers import Question
    from akn_library.library import Library

_EPILOG = """\
A program that speaks the Model Context Protocol starts this command and asks (extra: mcp). There are six tools, the
same answers as on the command line: search, read, cited_by, check_citations, history, mandates. Nothing is written, and
nothing goes over the network. Standard output belongs to the protocol; it ends with its input.

  {"mcpServers": {"resolutions": {"command": "akn", "args": ["mcp", "--library", "/data/un.db"]}}}

exit codes: 0 fine, 2 called wrongly.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `akn mcp` understands."""
    parser.epilog = _EPILOG
    parser.add_argument(
        "--library", type=InputPath, default="", metavar="FILE", help="the library (else the one that is near)"
    )


def run(args: argparse.Namespace) -> int:
    """Answer until the input ends."""
    from akn.errors import MissingDependency
    from akn_library.library import Library

    try:
        import anyio
        from mcp.server.stdio import stdio_server
    except ImportError as error:
        raise MissingDependency("akn mcp needs mcp: pip install 'akn-un[mcp]'") from error

    async def serve() -> None:
        made = server(library)
        async with stdio_server() as (incoming, outgoing):
            await made.run(incoming, outgoing, made.create_initialization_options())

    with Library(args.library) as library:
        sys.stderr.write(f"akn: {library.path} answers; end with the input\n")
        anyio.run(serve)
    return 0


def server(library: Library) -> Server[Any]:
    """The server that answers from a library."""
    from mcp import types
    from mcp.server.lowlevel import Server

    from akn import __version__
    from akn.errors import AknError
    from akn_library.answers import QUESTIONS, answer

    async def tools(_: Any, __: Any) -> types.ListToolsResult:
        return types.ListToolsResult(
            tools=[
                types.Tool(
                    name=name,
                    description=question.told,
                    input_schema=_schema(question),
                    annotations=types.ToolAnnotations(read_only_hint=True),
                )
                for name, question in QUESTIONS.items()
            ]
        )

    async def call(_: Any, asked: types.CallToolRequestParams) -> types.CallToolResult:
        try:
            text, failed = answer(library, asked.name, asked.arguments or {}), False
        except AknError as error:
            text, failed = str(error), True
        return types.CallToolResult(content=[types.TextContent(type="text", text=text)], is_error=failed)

    return Server("akn", version=__version__, on_list_tools=tools, on_call_tool=call)


def _schema(question: Question) -> dict[str, Any]:
    """The arguments of a question as JSON Schema."""
    from akn_library.answers import NUMBERS

    kinds = {name: {"type": "string"} for name in question.arguments}
    kinds |= {name: {"type": "integer"} for name in sorted(NUMBERS)}
    return {"type": "object", "properties": kinds, "required": list(question.needed)}

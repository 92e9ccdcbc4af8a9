"""A web service that converts what strangers send it; every input is bounded in size, time and memory.

    pip install '.[web,pdf]'
    uvicorn examples.web_service:app

    curl --data-binary @a.docx 'http://localhost:8000/convert?name=a.docx&to=xml'

Answers: 200 with the output; 400 for a wrong call, 413 for an input that is too large, 422 for one that cannot be read,
503 while too many wait, 504 for one that took too long or ended its process. All but 200 say in JSON what was noticed;
of 200 the header `akn-status` says whether the output can be relied on.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from akn import AknError
from converters import BoundedConverter, Options, Status

SIZE, SECONDS, JOBS, WAITING = 20 << 20, 30.0, 2, 20
FORMATS = {"xml": "application/akn+xml", "html": "text/html", "json": "application/json", "text": "text/plain"}


@asynccontextmanager
async def started(app: Starlette) -> AsyncIterator[None]:
    """Keep the processes for as long as the service runs."""
    app.state.reading = 0
    with BoundedConverter(JOBS, size=SIZE, seconds=SECONDS) as app.state.bounded:
        yield


async def uploaded(request: Request) -> bytes | None:
    """The body of a request; None if it is larger than SIZE, whatever its headers say."""
    data = bytearray()
    async for piece in request.stream():
        data += piece
        if len(data) > SIZE:
            return None
    return bytes(data)


async def convert(request: Request) -> Response:
    """Convert the body of a request; `name` tells its format, `to` the one that is wanted."""
    bounded: BoundedConverter = request.app.state.bounded
    to = request.query_params.get("to", "xml")
    if to not in FORMATS:
        return JSONResponse({"error": f"to is one of {', '.join(FORMATS)}"}, 400)
    state = request.app.state
    if state.reading + bounded.waiting >= WAITING:  # uploads that come in slowly hold memory as well
        return JSONResponse({"error": "too many wait; try again"}, 503, {"Retry-After": "5"})
    state.reading += 1
    try:
        data = await uploaded(request)
    finally:
        state.reading -= 1
    if data is None:
        return JSONResponse({"error": f"larger than {SIZE >> 20} MiB"}, 413)
    # no other option is taken from a stranger: catalogues and corrections are files of this machine
    options = Options(to=to, language=request.query_params.get("language", ""))
    try:
        done = await bounded.convert_async(data, name=request.query_params.get("name", ""), options=options)
    except AknError as error:
        return JSONResponse({"error": str(error)}, 400)
    if not done.status.there:
        return JSONResponse({"diagnostics": done.rows()}, 504 if done.status is Status.DIED else 422)
    return Response(done.output, media_type=FORMATS[to], headers={"akn-status": done.status.value})


app = Starlette(routes=[Route("/convert", convert, methods=["POST"])], lifespan=started)


if __name__ == "__main__":  # a look at it without a server
    from pathlib import Path

    from starlette.testclient import TestClient

    text = (Path(__file__).parent / "tidal-libraries.en.txt").read_bytes()
    with TestClient(app) as client:
        answer = client.post("/convert?name=tidal-libraries.en.txt", content=text)
        print(answer.status_code, answer.headers["akn-status"], f"{len(answer.content):,} bytes")

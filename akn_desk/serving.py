"""The server of a desk: a port of this machine, a token, readers, and their end."""

from __future__ import annotations

import secrets
import socket
from typing import IO

import uvicorn

from akn.errors import AknError
from akn_desk.app import Desk, application
from akn_desk.folder import Folder
from akn_desk.indexing import Index
from akn_desk.publishing import SECONDS, Publishing
from akn_desk.reading import ready, ready_in_languages
from akn_desk.years import Years
from converters.batch import processors
from converters.batch.bounded import Readers

HOST = "127.0.0.1"
"""The only address that a desk listens on: no other machine can reach it."""


def serve(folder: str, port: int = 0, *, jobs: int = 0, browser: bool = True, out: IO[str]) -> int:
    """Serve a folder until somebody ends it; the address with its token goes to `out`, on one line.

    Raises AknError if the port cannot be had.
    """
    token = secrets.token_urlsafe(24)
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
    except OSError as error:
        listening.close()
        remedy = "choose another one with --port N, or leave --port out: a free one is found then"
        raise AknError(f"port {port} cannot be had ({error.strerror or error}): {remedy}") from error
    listening.listen(64)  # whoever follows the address at once waits until we answer
    port = listening.getsockname()[1]
    jobs = jobs or max(1, processors() - 1)
    with Readers(jobs) as readers, Readers(1) as urgent, Readers(1, SECONDS) as orders:
        urgent.warm(ready_in_languages, "")
        readers.warm(ready, "")
        papers = Folder(folder, readers, urgent)
        years = Years()
        index = Index(papers.root, papers.standing_paths, papers.is_busy, lambda: _learn(papers, index, years))
        papers.look()
        readers.warm(ready_in_languages, "")  # after what lies in the folder
        index.wake()
        sites = Publishing(papers, orders)
        made = application(Desk(papers, urgent, index, years, sites), token=token, port=port)
        config = uvicorn.Config(made, log_level="error", access_log=False, lifespan="off", server_header=False)
        out.write(f"http://{HOST}:{port}/?token={token}\n")
        out.flush()
        if browser:
            import webbrowser

            webbrowser.open(f"http://{HOST}:{port}/?token={token}")
        try:
            uvicorn.Server(config).run([listening])
        except KeyboardInterrupt:
            pass
        finally:
            index.end()
            sites.end()
    return 0


def _learn(papers: Folder, index: Index, years: Years) -> None:
    """Work out in advance what the lists show: contradicted citations, series of years, findings between languages."""
    there = [p for p in papers.papers() if p.there]
    index.learn((p.path, p.read) for p in there if p.read)
    years.learn(papers.standing(), papers.claims().is_aside)
    papers.learn_findings()

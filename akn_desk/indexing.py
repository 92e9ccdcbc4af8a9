"""The library beside the documents: made and kept up to date behind the pages, asked for words and citations."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from typing import TypeVar

from msgspec import Struct

from akn.checking import Checked, check, remarks_of
from akn.citing import Occurrence
from akn.diagnostics import Diagnostic
from akn.document import Document
from akn.errors import AknError, UnreadableInput, UsageError
from akn_library import Library, Passage, Reference
from akn_library.adding import Added, path_in
from akn_library.records import Holding
from converters.view.site import SiteInput

MOST = 100
"""Passages that a page shows."""
LIBRARY = ".akn-desk.db"
"""The library of a desk: a file of its own, as one that a person made (`akn-library.db`) may hold files from elsewhere,
or read with other options, and is not the desk's to change.
"""
A = TypeVar("A")
_PATIENCE = (
    3.0  # seconds without a wish before the library is made: whoever drops files or corrects waits for pages first
)


_AGAIN = (5.0, 15.0, 60.0)
"""Seconds until what failed is tried again, the last of them again and again: memory and disks have room later."""


class State(Struct, frozen=True):
    """How far a library is: files so far, of how many (`total`), whether it is up to date, why it cannot be made or
    lacks files, and whether what follows it was done.
    """

    files: int = 0
    ready: bool = False
    fault: str = ""
    done: bool = False
    total: int = 0


class Index:
    """The library of a folder: of the documents at the paths that `papers` gives.

    `wake` has it brought up to date by a thread of its own, while nothing is `busy`; `then` does what else can wait.
    """

    def __init__(
        self,
        folder: str,
        papers: Callable[[], Sequence[str]],
        busy: Callable[[], bool] = lambda: False,
        then: Callable[[], object] = lambda: None,
    ) -> None:
        self._papers = papers
        self._busy = busy
        self._then = then
        self.path = os.path.join(folder, LIBRARY)
        self._wish = threading.Event()
        self._ended = False
        self._state = State()
        self._learnt: Mapping[str, tuple[Document, tuple[Diagnostic, ...]]] = {}
        self._thread = threading.Thread(target=self._run, name="index", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Something has changed."""
        self._state = State()
        self._wish.set()

    def end(self) -> None:
        """Stop after the file that is being read."""
        self._ended = True
        self._wish.set()

    def state(self) -> State:
        """How far the library is."""
        return self._state

    def _run(self) -> None:
        failures = 0
        while not self._ended:
            self._wish.wait(_AGAIN[min(failures, len(_AGAIN)) - 1] if failures else None)
            while (self._wish.is_set() or self._busy()) and not self._ended:  # wait until nothing more comes
                self._wish.clear()
                self._wish.wait(_PATIENCE)
            if self._ended:
                return
            fault = self._made(self._state.fault if failures else "")
            failures = failures + 1 if fault else 0

    def _made(self, before: str) -> str:
        """Bring the library up to date, and do what follows it; why that failed, which is told `before` it is tried
        again, too.
        """
        self._state = State(fault=before)
        try:
            lacking = self._bring_up_to_date(before)
            if lacking != before or not lacking:
                self._then()
        except UnreadableInput as error:
            self._forget()  # it holds nothing that the documents do not
            self._state = State(fault=str(error), done=True)
        except Exception as error:  # of the machine or the library: whoever searches is to know that nothing is found
            self._state = State(fault=str(error) or type(error).__name__, done=True)
        else:
            through = not self._wish.is_set()
            self._state = State(ready=through and not lacking, done=through, fault=lacking, total=self._state.total)
        return self._state.fault

    def _forget(self) -> None:
        """Take a damaged library away: it is made anew."""
        for end in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                os.unlink(f"{self.path}{end}")

    def _bring_up_to_date(self, before: str) -> str:
        """What keeps files out of the library that were read; empty for none."""
        there = self._papers()
        self._state = State(total=len(there), fault=before)
        failed: list[Added] = []
        with Library(self.path, writing=True, create=True) as library:
            # two processes, so that none of the files is read in this one
            for n, one in enumerate(library.add(there, jobs=2, stopped=lambda: self._ended), 1):
                failed += [] if one.ok else [one]
                self._state = State(files=n, total=len(there), fault=before)
            kept = {path_in(path, library.folder) for path in there}
            library.remove(
                os.path.join(library.folder, one.file) for one in library.held(foreign=True) if one.file not in kept
            )
            library.remove(gone=True)
        if not failed:
            self._state = State(files=len(there), total=len(there), ready=not self._wish.is_set())
            return ""
        why = next((d.message for one in failed for d in one.diagnostics if d.severity == "error"), "")
        return f"{len(failed)} / {len(there)}: {os.path.basename(failed[0].source)}{f': {why}' if why else ''}"

    def _asked(self, question: Callable[[Library], Iterable[A]]) -> list[A]:
        """What the library answers; nothing while there is none, or where it cannot be read and that is told."""
        if not os.path.isfile(self.path):
            return []
        try:
            with Library(self.path) as library:
                return list(question(library))
        except UsageError:
            raise  # of what was asked
        except AknError:
            if not self._state.fault:
                raise
        return []

    def find(self, words: str) -> list[Passage]:
        """The passages that hold the words, the best first."""
        if not words.strip():
            return []
        return self._asked(lambda library: islice(library.find(words, limit=MOST, foreign=True), MOST))

    def holdings(self) -> list[Holding]:
        """What is here, by what a body counts together."""
        return self._asked(Library.holdings)

    def citations(self, document: Document, cited: Sequence[Occurrence] | None = None) -> tuple[Checked, ...]:
        """The citations of a document (`cited`, where they are known) with what the texts of the folder and the shipped
        dates say of them (as `akn check` has it); nothing while there is no library.
        """
        if not os.path.isfile(self.path):
            return ()
        from akn.register import Shipped, Together

        with suppress(AknError), Library(self.path) as library:
            return tuple(check(document, Together((library.register(), Shipped())), found=cited))
        return ()

    def learn(self, papers: Iterable[tuple[str, SiteInput]]) -> None:
        """Keep what is contradicted in the citations of documents (each with its path and what was read of it), so that
        it can be counted without asking again.
        """
        from akn.register import Shipped, Together

        learnt: dict[str, tuple[Document, tuple[Diagnostic, ...]]] = {}
        with suppress(AknError), Library(self.path) as library:
            register = Together((library.register(), Shipped()))
            for path, read in papers:
                if self._ended or self._wish.is_set():
                    return  # what is found now would not hold
                found = check(read.document, register, found=read.cited)
                learnt[path] = read.document, tuple(remarks_of(found, read.diagnostics))
        self._learnt = learnt

    def contradicted(self, path: str, document: Document) -> tuple[Diagnostic, ...]:
        """What is contradicted in the citations of a document, as far as that was learnt."""
        known = self._learnt.get(path)
        return known[1] if known is not None and known[0] is document else ()

    def cited_by(self, symbol: str) -> list[Reference]:
        """The citations of a document by those of the folder."""
        if not symbol:
            return []
        with suppress(UsageError):  # of words that are no symbol
            return self._asked(lambda library: islice(library.cited_by(symbol), MOST))
        return []

    def cited_not_here(self) -> list[Reference]:
        """The citations of documents that are not in the folder."""
        return self._asked(Library.cited_not_held)

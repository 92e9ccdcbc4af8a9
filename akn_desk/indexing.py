"""The library beside the documents: made and kept up to date behind the pages, asked for words and citations."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from itertools import islice

from akn.errors import AknError
from akn_library import Library, Passage, Reference

MOST = 100
"""Passages that a page shows."""
LIBRARY = ".akn-desk.db"
"""The library of a desk: a file of its own, as one that a person made (`akn-library.db`) may hold files from elsewhere,
or read with other options, and is not the desk's to change.
"""
_PATIENCE = (
    3.0  # seconds without a wish before the library is made: whoever drops files or corrects waits for pages first
)


class Index:
    """The library of a folder.  `wake` has it brought up to date by a thread of its own, while nothing is `busy`;
    `then` does what else can wait.
    """

    def __init__(
        self, folder: str, busy: Callable[[], bool] = lambda: False, then: Callable[[], object] = lambda: None
    ) -> None:
        self._folder = folder
        self._busy = busy
        self._then = then
        self.path = os.path.join(folder, LIBRARY)
        self._wish = threading.Event()
        self._ended = False
        self._state = "not made yet"
        self._thread = threading.Thread(target=self._run, name="index", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Something may have changed."""
        self._wish.set()

    def end(self) -> None:
        """Stop after the file that is being read."""
        self._ended = True
        self._wish.set()

    def state(self) -> str:
        """How far the library is, in words; empty when it is up to date."""
        return self._state

    def _run(self) -> None:
        while not self._ended:
            self._wish.wait()
            while (self._wish.is_set() or self._busy()) and not self._ended:  # wait until nothing more comes
                self._wish.clear()
                self._wish.wait(_PATIENCE)
            if self._ended:
                return
            self._state = "being made"
            try:
                self._bring_up_to_date()
                self._state = ""
                self._then()
            except (AknError, OSError) as error:
                self._state = str(error)

    def _bring_up_to_date(self) -> None:
        with Library(self.path, writing=True, create=True) as library:
            # two processes, so that none of the files is read in this one
            for n, _ in enumerate(library.add([self._folder], jobs=2, stopped=lambda: self._ended), 1):
                self._state = f"being made: {n} files so far"
            library.remove(gone=True)

    def find(self, words: str) -> list[Passage]:
        """The passages that hold the words, the best first."""
        if not words.strip() or not os.path.isfile(self.path):
            return []
        with Library(self.path) as library:
            return list(islice(library.find(words, limit=MOST), MOST))

    def cited_by(self, symbol: str) -> list[Reference]:
        """The citations of a document by those of the folder."""
        if not symbol or not os.path.isfile(self.path):
            return []
        with suppress(AknError), Library(self.path) as library:
            return list(islice(library.cited_by(symbol), MOST))
        return []

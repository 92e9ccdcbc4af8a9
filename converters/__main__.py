"""The program `akn`, and `python -m converters`: the command line as a process of its own."""

from __future__ import annotations

import atexit
import io
import os
import sys
from typing import NoReturn

from akn.patterns import keep_new, use_kept


class Heedless(io.TextIOWrapper):
    """Standard error whose reader may leave: what is told from then on is lost, and nothing else is."""

    def write(self, text: str) -> int:
        """Write to whoever reads; to nobody once that fails."""
        try:
            return super().write(text)
        except OSError:
            self._drop()
            return len(text)

    def flush(self) -> None:
        """Pass on what was written, as `write` does."""
        try:
            super().flush()
        except OSError:
            self._drop()

    def _drop(self) -> None:
        nobody = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nobody, self.fileno())
        os.close(nobody)


def program() -> NoReturn:
    """Run `converters.cli.main` with the patterns that a run before has kept, and end the process with its exit code.

    The process ends without taking its objects apart, which would be a tenth of the time of a short command: all files
    are closed by then.  Where something waits for the end of the process (a pool, a profiler), it ends as usual.
    """
    use_kept(everywhere=True)
    from converters.cli import FAILED, main  # what is loaded from here on finds the patterns that are kept

    if sys.stderr is not None:
        told = sys.stderr
        sys.stderr = Heedless(told.buffer, encoding=told.encoding, errors=told.errors, line_buffering=True)
    code = main()
    keep_new()
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):  # nobody is left to read it, and `main` has told what could be told
            code = code or FAILED
    if getattr(atexit, "_ncallbacks", lambda: 1)() or sys.gettrace() or sys.getprofile():
        sys.exit(code)
    os._exit(code)


if __name__ == "__main__":
    program()

"""The program `akn`, and `python -m converters`: the command line as a process of its own."""

from __future__ import annotations

import gc
import io
import os
import sys
from typing import NoReturn


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
    """Run `converters.cli.main` and end the process with its exit code."""
    from converters.cli import FAILED, main

    if sys.stderr is not None:
        stream = sys.stderr
        sys.stderr = Heedless(stream.buffer, encoding=stream.encoding, errors=stream.errors, line_buffering=True)
    code = main()
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):  # nobody is left to read it, and `main` has reported what it could
            code = code or FAILED
    gc.freeze()  # all is written: looking for cycles in what is left is a tenth of the time of a short command
    sys.exit(code)


if __name__ == "__main__":
    program()

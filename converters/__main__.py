"""The program `akn`, and `python -m converters`: the command line as a process of its own."""

from __future__ import annotations

import atexit
import os
import sys
from typing import NoReturn

from akn.patterns import keep_new, use_kept


def program() -> NoReturn:
    """Run `converters.cli.main` with the patterns that a run before has kept, and end the process with its exit code.

    The process ends without taking its objects apart, which would be a tenth of the time of a short command: all files
    are closed by then.  Where something waits for the end of the process (a pool, a profiler), it ends as usual.
    """
    use_kept(everywhere=True)
    from converters.cli import FAILED, main  # what is loaded from here on finds the patterns that are kept

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

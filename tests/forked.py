"""The command `akn` as a process of its own, forked from one that has loaded its modules and read nothing yet.

What a test asks of plug-ins, languages and bodies that nobody has loaded it cannot ask in its own process, and one that
is started for it takes two thirds of its time for modules.  A fork of a process that has these is as fresh: its
environment, path and folder are what it is given, and no data file and no entry point has been read.
"""

from __future__ import annotations

import atexit
import importlib
import json
import os
import pkgutil
import runpy
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def forked(
    *arguments: str,
    path: Path | None = None,
    cwd: Path | None = None,
    first: Sequence[Sequence[str]] = (),
    **settings: str,
) -> subprocess.CompletedProcess[str]:
    """The finished command: with the packages of a folder, and with more in its environment.

    What comes `first` are commands that the same process has run before, of which nothing is told.
    """
    before = [] if path is None else [str(path)]
    environment = {**os.environ, **settings, "PYTHONPATH": os.pathsep.join([*before, str(ROOT)]), "PYTHONUTF8": "1"}
    with TemporaryDirectory() as kept:
        told = {name: str(Path(kept, name)) for name in ("out", "err")}
        asked = {"arguments": arguments, "path": before, "cwd": str(cwd or Path.cwd()), "environment": environment}
        code = _ask({**asked, **told, "first": first})
        out, err = (Path(name).read_text(encoding="utf-8") for name in told.values())
    return subprocess.CompletedProcess(arguments, code, out, err)


def _ask(asked: Mapping[str, Any]) -> int:
    one = _parent()
    assert one.stdin is not None
    assert one.stdout is not None
    one.stdin.write(json.dumps(asked) + "\n")
    one.stdin.flush()
    return int(one.stdout.readline())


@cache
def _parent() -> subprocess.Popen[str]:
    """The process of this worker whose forks are the commands; it ends when nobody can ask it any more."""
    line = [sys.executable, "-m", "tests.forked"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    kept = ExitStack()
    atexit.register(kept.close)  # its pipes, and so itself
    return kept.enter_context(
        subprocess.Popen(line, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
    )


def _serve() -> None:
    import akn
    import converters.commands
    import converters.formats
    from akn.extensions import offered
    from akn.languages import codes

    for package in (akn, converters.commands, converters.formats):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    assert not offered.cache_info().currsize, "no entry point has been read"
    assert not codes.cache_info().currsize, "no data file has been read"
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _run(json.loads(line))
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def _run(asked: Mapping[str, Any]) -> None:
    """Become the command: never returns, for the end of the command is that of the process."""
    from converters import cli

    for stream, flags in ((0, os.O_RDONLY), (1, os.O_WRONLY | os.O_CREAT), (2, os.O_WRONLY | os.O_CREAT)):
        os.dup2(os.open((os.devnull, asked["out"], asked["err"])[stream], flags, 0o600), stream)
    os.environ.clear()
    os.environ.update(asked["environment"])
    os.chdir(asked["cwd"])
    sys.path[:1] = [asked["cwd"], *asked["path"]]  # as `python -m` has it
    sys.argv[1:] = asked["arguments"]
    importlib.invalidate_caches()
    for arguments in asked["first"]:
        cli.main(arguments)
    runpy.run_module("converters", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    _serve()

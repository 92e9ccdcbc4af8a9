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

from tests.converters.command import ROOT, as_asked


def forked(
    *arguments: str, path: Path | None = None, cwd: Path | None = None, **settings: str
) -> subprocess.CompletedProcess[str]:
    """The finished command, with the packages of a folder and more in its environment; its processes are those that
    its `--jobs` asks for.
    """
    (done,) = forked_in_turn(arguments, path=path, cwd=cwd, **settings)
    return done


def forked_in_turn(
    *commands: Sequence[str], path: Path | None = None, cwd: Path | None = None, **settings: str
) -> list[subprocess.CompletedProcess[str]]:
    """The finished commands, run after each other by one process, which reads data files and plug-ins once."""
    before = [] if path is None else [str(path)]
    environment = {**os.environ, **settings, "PYTHONPATH": os.pathsep.join([*before, str(ROOT)]), "PYTHONUTF8": "1"}
    with TemporaryDirectory() as kept:
        asked = {"commands": commands, "path": before, "cwd": str(cwd or Path.cwd()), "environment": environment}
        last = _ask({**asked, "kept": kept})
        told = [[Path(kept, f"{i}.{name}") for name in ("out", "err", "code")] for i in range(len(commands))]
        told[-1][-1].write_text(str(last), encoding="utf-8")
        texts = [[path.read_text(encoding="utf-8") for path in paths] for paths in told]
    return [
        subprocess.CompletedProcess(arguments, int(code), out, err)
        for arguments, (out, err, code) in zip(commands, texts, strict=True)
    ]


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
    """Become the last of the commands: never returns, for the end of that command is the end of the process."""
    from converters import cli

    os.environ.clear()
    os.environ.update(asked["environment"])
    os.chdir(asked["cwd"])
    sys.path[:1] = [asked["cwd"], *asked["path"]]  # as `python -m` has it
    importlib.invalidate_caches()
    *first, last = (Path(asked["kept"], str(i)) for i in range(len(asked["commands"])))
    for kept, arguments in zip(first, asked["commands"], strict=False):
        _tell(kept)
        with as_asked(arguments):
            kept.with_suffix(".code").write_text(str(cli.main(arguments)), encoding="utf-8")
    _tell(last)
    sys.argv[1:] = asked["commands"][-1]
    with as_asked(sys.argv):
        runpy.run_module("converters", run_name="__main__", alter_sys=True)


def _tell(kept: Path) -> None:
    """From here on what is written to the standard streams goes to two files, and there is nothing to read."""
    sys.stdout.flush()
    sys.stderr.flush()
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for stream, name in ((1, ".out"), (2, ".err")):
        os.dup2(os.open(kept.with_suffix(name), os.O_WRONLY | os.O_CREAT, 0o600), stream)


if __name__ == "__main__":
    _serve()

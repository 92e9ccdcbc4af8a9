"""Many inputs: the same conversion as for one, in processes, with an outcome for each, whatever happens to it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from converters.batch.spool import drop
from converters.options import DEFAULT, Options

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from converters.batch.plan import Plan
    from converters.batch.pool import Death, Sign
    from converters.batch.task import Outcome, Task


def convert_many(
    paths: Iterable[str | os.PathLike[str]],
    *,
    options: Options = DEFAULT,
    executor: Executor | None = None,
    jobs: int | None = None,
    output_dir: str | os.PathLike[str] = "",
    prefer: Sequence[str] = (),
    timeout: float = 600.0,
) -> Iterator[Outcome]:
    """The outcomes of many conversions, as they come.

    `paths` are files, folders, patterns (`in/**/*.txt`), zip and tar archives, and addresses that fsspec opens.  The
    outputs go under `output_dir`, named as their inputs and with the folders of a folder; without one they come back
    as `content`.  `executor` is any `concurrent.futures.Executor` that runs the conversions (it is not shut down);
    without one, `jobs` processes (as many as there are processors) do; one that dies, or works on one input, or on one
    page of a scan, for more than `timeout` seconds, costs that input.  `options` say how to convert; corrections lie
    beside the inputs.  Of inputs of one name that hold one document (`a.docx`, `a.pdf`) one is taken, by the order of
    formats in `prefer`, then by that of `converters.batch.rivals.ORDER`.

    Raises UsageError for options that no input could satisfy.  What happens to a single input is in its outcome.
    A script that calls this needs `if __name__ == "__main__":`, as for all pools of processes.
    """
    from converters.batch.plan import Plan
    from converters.conversion import check

    check(options)
    plan = Plan([os.fspath(p) for p in paths], os.fspath(output_dir), options)
    if executor is None:
        return run(plan, options, jobs or processors(), timeout=timeout, prefer=prefer)
    from converters.batch.pool import run_on
    from converters.batch.rivals import Rivals

    rivals = Rivals(options, prefer)
    return rivals.settled(run_on(executor, rivals.tasks(plan), options))


def run(
    tasks: Iterable[Task],
    options: Options,
    jobs: int,
    *,
    stopped: Callable[[], bool] = lambda: False,
    timeout: float = 600.0,
    prefer: Sequence[str] = (),
    told: Callable[[Task, Sign], object] | None = None,
) -> Iterator[Outcome]:
    """The outcomes of tasks run by `jobs` processes of our own, as they come.

    `told` hears how many pages of a task are read.
    """
    from converters.batch.pool import Pool, nobody
    from converters.batch.rivals import Rivals
    from converters.batch.task import run_task

    rivals = Rivals(options, prefer)
    with Pool(partial(run_task, options=options), jobs, _remove_half, timeout, told=told or nobody) as pool:
        done = pool.run(rivals.tasks(tasks), stopped=stopped)
        yield from rivals.settled(_outcome(task, result) for task, result in done)


def _outcome(task: Task, result: Outcome | Death) -> Outcome:
    """What became of a task; what was unpacked for it goes."""
    from converters.batch.pool import Death
    from converters.batch.task import died

    outcome = died(task, result.reason) if isinstance(result, Death) else result
    drop(task.unpacked)
    return outcome


def _remove_half(task: Task, process: int) -> None:
    """Remove what a process that ended in the middle of a task left of its output."""
    from converters.claims import is_address
    from converters.files import remove_parts

    if task.output and not is_address(task.output):
        remove_parts(os.path.dirname(os.path.realpath(task.output)), process)


def processes_for(plan: Plan, jobs: int | None) -> int:
    """How many processes the inputs of a plan are worth: those asked for, else one a processor; one for one input."""
    wanted = jobs or processors()
    return 1 if wanted > 1 and plan.count() == 1 else wanted


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

"""A batch on somebody else's engine: any `concurrent.futures.Executor`, Dask among them.

What runs there shares nothing with us, least of all a disk: local inputs travel with the task, local outputs come
back with the outcome and are written here.  Addresses (`s3://...`) are read and written by the workers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from typing import Any

from msgspec.structs import replace

from akn.errors import AknError, MissingDependency
from converters.batch.task import Outcome, Task, deliver, died, is_address, is_done, run_task, sha256_of
from converters.conversion import Options, Status, as_diagnostic, read_corrections

WINDOW = 64  # tasks under way at once: enough for any engine to be busy, few enough for memory to stay flat


def run_on(
    executor: Executor,
    tasks: Iterable[Task],
    options: Options,
    *,
    window: int = WINDOW,
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[Outcome]:
    """The outcomes of tasks run by an executor, as they come; at most `window` tasks are under way.

    A task whose worker the engine gave up is an outcome that says so.  If the engine itself broke down, so are all
    tasks that are left.  The executor is not shut down.
    """
    waiting = iter(tasks)
    under_way: dict[Future[Outcome], Task] = {}
    more = True
    while more or under_way:
        while more and not stopped() and len(under_way) < window:
            task = next(waiting, None)
            if task is None:
                more = False
            elif isinstance(sent := _travelling(task, options), Outcome):
                yield sent
            else:
                try:
                    under_way[executor.submit(run_task, sent, options)] = task
                except Exception as error:  # a broken or closed executor; each engine has its own class for that
                    yield died(task, _words(error))
        if stopped():
            more = False
        for future in wait(under_way, timeout=1.0, return_when=FIRST_COMPLETED).done:
            yield _arrived(under_way.pop(future), future)


def dask_executor(address: str) -> tuple[Executor, int]:
    """An executor that runs on the Dask scheduler at an address, and the window that keeps its workers busy.

    Dask runs the task of a lost worker again on another one, and gives it up after the `allowed-failures` of its
    configuration.  Raises MissingDependency without the extra `dask`, AknError if no scheduler answers.
    """
    try:
        import distributed
    except ImportError as error:
        raise MissingDependency("--scheduler needs Dask: pip install 'akn-un[dask]'") from error
    try:
        client: Any = distributed.Client(address, timeout=5)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise AknError(f"no Dask scheduler at {address}: {error}") from error
    return client.get_executor(), max(8, 4 * sum(client.ncores().values()))


def _travelling(task: Task, options: Options) -> Task | Outcome:
    """The task as it is sent: with its bytes, and asking for those of the output, if these are local.

    What needs no conversion is an outcome at once.
    """
    if task.refused:
        return run_task(task, options)
    here = not is_address(task.source)
    if here and task.data is None:
        from converters.files import read_bytes

        try:
            corrections = read_corrections(task.source, beside=True)
            task = replace(task, data=read_bytes(task.source), corrections=corrections)
        except AknError as error:
            return Outcome(task.source, task.output, Status.FAILED, diagnostics=(as_diagnostic(error, task.source),))
    if not task.output or is_address(task.output):
        return task
    if task.data is not None and is_done(task, sha256 := sha256_of(task.data, task.corrections)):
        return Outcome(task.source, task.output, Status.UNCHANGED, sha256, task.done[1])
    return replace(task, sent=True, done=("", ""))


def _arrived(task: Task, future: Future[Outcome]) -> Outcome:
    try:
        outcome = future.result()
    except (Exception, CancelledError) as error:
        return died(task, _words(error))
    brought = task.output and not is_address(task.output) and outcome.status.there
    return deliver(outcome, outcome.content, task.written) if brought else outcome


def _words(error: BaseException) -> str:
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text}" if text else type(error).__name__

"""A worker that dies costs the task that it had, and nothing else."""

from __future__ import annotations

import json
import multiprocessing
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from converters.batch.pool import Death, Pool, Sign
from tests.converters.command import ENVIRONMENT, RESOLUTION
from tests.converters.work_of_workers import broken_start, double_or_die, pages_at_once, signalled, slow_start


def test_every_task_has_its_result() -> None:
    with Pool(double_or_die, 2) as pool:
        assert sorted(pool.run(range(50)), key=str) == sorted([(n, n * 2) for n in range(50)], key=str)


@pytest.mark.parametrize(
    ("how", "reason"), [("exit", "exit code 3"), ("kill", "signal SIGKILL"), ("raise", "exit code 1")]
)
def test_a_death_costs_the_task_that_killed_and_is_told(how: str, reason: str) -> None:
    tasks: list[int | str] = [1, how, 2, how, 3]
    with Pool(double_or_die, 1) as pool:
        results = list(pool.run(tasks))
    assert [task for task, _ in results] == tasks
    assert [r for _, r in results if not isinstance(r, Death)] == [2, 4, 6]
    assert [r.reason for _, r in results if isinstance(r, Death)] == [reason, reason]


def test_the_start_of_a_worker_is_no_part_of_the_time_of_a_task() -> None:
    with Pool(double_or_die, 1, limit=1.0, begin=slow_start) as pool:
        assert list(pool.run([1, 2])) == [(1, 2), (2, 4)]


def test_a_worker_that_ends_while_it_starts_costs_its_task() -> None:
    with Pool(double_or_die, 1, begin=broken_start) as pool:
        ((task, result),) = pool.run([1])
    assert (task, result) == (1, Death("exit code 1"))


def test_a_task_that_takes_too_long_costs_itself_only() -> None:
    tasks: list[int | str] = [1, "slow", 2]
    with Pool(double_or_die, 2, limit=4) as pool:
        results = dict(pool.run(tasks))
    assert results == {1: 2, "slow": Death("stopped after 4 seconds"), 2: 4}


def test_a_task_that_tells_of_its_pages_has_the_time_for_each_of_them() -> None:
    said: list[tuple[int, Sign]] = []
    with Pool(pages_at_once, 1, limit=2, told=lambda task, sign: said.append((task, sign))) as pool:
        assert list(pool.run([15])) == [(15, 1)], "three seconds"
    assert said == [(15, Sign(n, 15)) for n in range(1, 16)]
    with Pool(pages_at_once, 1, limit=2, strict=True) as pool:
        assert list(pool.run([30])) == [(30, Death("stopped after 2 seconds"))]


def test_workers_read_as_many_pages_at_once_as_there_are_others_without_a_task() -> None:
    with Pool(pages_at_once, 4) as pool:
        assert list(pool.run([8])) == [(8, 4)]
        first, second = (most for _, most in pool.run([9, 9]))
        assert first == 2
        assert second in (2, 3, 4), "it has those of the first, if pages are left then"
        assert next(most for _, most in pool.run([3] * 12)) == 1, "what was shared before is taken back"


def test_a_worker_that_dies_between_two_tasks_costs_nothing() -> None:
    def tasks() -> Iterator[int | str]:
        yield 1
        for worker in list(pool._workers):
            worker.process.kill()
            worker.process.join()
        yield 2

    with Pool(double_or_die, 1) as pool:
        run = pool.run(tasks())
        assert [next(run), next(run)] == [(1, 2), (2, 4)]


def test_a_worker_killed_from_outside_in_the_middle_costs_its_task() -> None:
    with Pool(double_or_die, 2) as pool:
        run = pool.run(["slow", 1, 2])
        assert [next(run), next(run)] == [(1, 2), (2, 4)]
        next(w for w in pool._workers if w.busy).process.kill()
        task, result = next(run)
    assert task == "slow"
    assert isinstance(result, Death)


def test_tasks_are_drawn_only_as_workers_are_free() -> None:
    drawn = []

    def tasks() -> Iterator[int | str]:
        for n in range(100):
            drawn.append(n)
            yield n

    with Pool(double_or_die, 2) as pool:
        next(pool.run(tasks()))
    assert len(drawn) <= 3


def test_when_stopped_what_is_under_way_is_finished_and_nothing_else_begun() -> None:
    done = []
    with Pool(double_or_die, 2) as pool:
        for task, _ in pool.run(range(100), stopped=lambda: bool(done)):
            done.append(task)
    assert 1 <= len(done) <= 3


def test_what_ends_in_the_middle_of_its_task_can_be_cleaned_up_after() -> None:
    cleaned: list[tuple[int | str, int]] = []
    with Pool(double_or_die, 2, lambda task, process: cleaned.append((task, process))) as pool:
        run = pool.run([1, "slow", "kill"])
        assert {next(run)[0], next(run)[0]} == {1, "kill"}
        assert [task for task, _ in cleaned] == ["kill"]
        slow = next(w for w in pool._workers if w.busy).number
    assert cleaned[1:] == [("slow", slow)]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_to_all_processes_ends_no_worker(number: signal.Signals) -> None:
    with Pool(signalled, 2) as pool:
        assert sorted(pool.run([(number, 1), (number, 2)])) == [((number, 1), 1), ((number, 2), 2)]


def test_a_pool_that_nobody_closes_does_not_hold_up_the_end(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from converters.batch.pool import Pool\n"
        "if __name__ == '__main__':\n"
        "    run = Pool(len, 2).__enter__().run(['one', 'three'])\n"
        "    print(next(run)[0])\n"
    )
    done = subprocess.run([sys.executable, str(script)], env=ENVIRONMENT, capture_output=True, timeout=100, check=True)
    assert done.stdout.split() in ([b"one"], [b"three"])


def test_leaving_the_pool_ends_a_worker_in_the_middle_of_its_task() -> None:
    started = time.monotonic()
    with Pool(double_or_die, 2) as pool:
        next(pool.run(["slow", 1]))
        workers = [w.process for w in pool._workers]
    assert time.monotonic() - started < 200
    assert not any(process.is_alive() for process in workers)


@pytest.mark.skipif("forkserver" not in multiprocessing.get_all_start_methods(), reason="no fork server here")
def test_no_worker_is_told_in_a_line_with_what_needs_none(tmp_path: Path) -> None:
    commands = [
        ["convert", ".", "--output-dir", "out", "-j", "2"],
        ["mandates", ".", "-j", "2"],
        # what the message says is so
        ["mandates", ".", "-j", "1"],
        ["validate", "a.txt", "b.txt", "-j", "1"],
        ["convert", "a.txt"],
    ]
    code = (
        "import json, multiprocessing, sys; multiprocessing.set_executable('/bin/false')\n"
        "from converters.cli import main\n"
        "for arguments in json.loads(sys.argv[1]):\n"
        "    print('ended', main(arguments), file=sys.stderr)"
    )
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(RESOLUTION)
    line = [sys.executable, "-W", "ignore", "-c", code, json.dumps(commands)]
    done = subprocess.run(line, cwd=tmp_path, env=ENVIRONMENT, capture_output=True, text=True, check=True)
    assert "internal error" not in done.stderr
    *told, rest = re.split(r"^ended (\d+)\n", done.stderr, flags=re.MULTILINE)
    assert (told[1::2], rest) == (["1", "1", "0", told[7], "0"], "")
    for said in told[:4:2]:
        (error,) = (line for line in said.splitlines() if line.startswith("akn: "))
        assert error.startswith("akn: error: worker processes cannot be started here (")
        assert "-j 1" in error
    assert "2 files" in told[6]


def test_no_module_in_the_folder_of_documents_is_run(tmp_path: Path) -> None:
    for name in ("converters", "akn", "selectors", "struct", "msgspec"):
        (tmp_path / f"{name}.py").write_text(
            f"open({str(tmp_path / 'run')!r}, 'a').write({name!r})\n", encoding="utf-8"
        )
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(RESOLUTION.replace("99/1", f"99/{ord(name)}"), encoding="utf-8")
    start = "import sys; sys.path.remove(''); from converters.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", start, "convert", "--jobs", "1", "--output-dir", "made", "a.txt", "b.txt"]
    ended = subprocess.run(command, cwd=tmp_path, env=ENVIRONMENT, capture_output=True, check=False, timeout=250)
    assert sorted(p.name for p in (tmp_path / "made").glob("*.xml")) == ["a.xml", "b.xml"], ended.stderr.decode()
    assert not (tmp_path / "run").exists()

"""What is measured.  Each benchmark gives named numbers, most of them ratios to something in the same run."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from itertools import cycle
from pathlib import Path

from benchmarks.desk import desk
from benchmarks.instructions import instructions
from benchmarks.memory import memory
from benchmarks.pdf_reading import pdf_reading
from benchmarks.resolutions import as_docx, as_text
from benchmarks.timing import best, best_commands, children_time

PARAGRAPHS, NOTES = 90, 18  # about 50 kB of XML
FILES = 300
Numbers = dict[str, float]


OWN = ("qav", "qem", "qil", "qon", "qur")
"""The words of which each document has one of its own."""


@cache
def texts(own: str = "") -> dict[str, bytes]:
    """The invented resolution of ordinary size, by language."""
    return {language: as_text(language, PARAGRAPHS, NOTES, own) for language in ("en", "ar")}


@cache
def xml(language: str, own: str = "") -> bytes:
    """Its AKN XML."""
    from converters import convert

    return convert(texts(own)[language]).output


def _floor(data: bytes) -> object:
    """What libxml2 needs for the same output: parse, validate by the official schema, serialise."""
    from lxml import etree

    from akn.schemas import full_schema

    tree = etree.fromstring(data)
    assert full_schema().validate(tree)
    return etree.tostring(tree, encoding="utf-8")


def _in_turn(call: Callable[[bytes], object], several: Sequence[bytes]) -> Callable[[], object]:
    """A subject that takes another one of several documents each time."""
    following = cycle(several)
    return lambda: call(next(following))


def conversions() -> Numbers:
    """Text to validated AKN, Word to validated AKN, AKN to text, as multiples of the floor, by language.

    Each round takes another document, no paragraph of which is like another: what is remembered of one does not help.
    """
    from converters import Options, convert

    numbers: Numbers = {}
    for language in texts():
        data = [xml(language, own) for own in OWN]
        word = [as_docx(language, PARAGRAPHS, NOTES, own) for own in OWN]
        times = best(
            {
                "floor": _in_turn(_floor, data),
                "text to AKN": _in_turn(convert, [texts(own)[language] for own in OWN]),
                "Word to AKN": _in_turn(lambda source: convert(source, options=Options(from_="docx")), word),
                "AKN to text": _in_turn(lambda source: convert(source, options=Options(to="text")), data),
            },
            rounds=4 * len(OWN),
        )
        numbers[f"kilobytes of XML ({language})"] = len(data[0]) / 1000
        numbers[f"milliseconds of the floor ({language})"] = times["floor"] * 1000
        for name in ("text to AKN", "Word to AKN", "AKN to text"):
            numbers[f"{name} / floor ({language})"] = times[name] / times["floor"]
    return numbers


def pages() -> Numbers:
    """AKN to the page of a resolution of 50 paragraphs, the whole way, as a multiple of AKN to text; its size."""
    from converters import Options, convert

    numbers: Numbers = {}
    for language in ("en", "ar"):
        data = convert(as_text(language, 50, 10)).output
        times = best({to: partial(convert, data, options=Options(to=to)) for to in ("html", "text")}, rounds=25)
        numbers[f"AKN to page / AKN to text ({language})"] = times["html"] / times["text"]
        numbers[f"kilobytes of the page ({language})"] = len(convert(data, options=Options(to="html")).output) / 1000
    return numbers


def recognisers() -> Numbers:
    """The share that finding actions, citations, dates and names has in a whole conversion."""
    import cProfile
    import pstats

    from converters import convert

    numbers: Numbers = {}
    for language, text in texts().items():
        convert(text)
        profile = cProfile.Profile()
        profile.runcall(convert, text)
        stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
        total = max(row[3] for row in stats.values())
        inline = [
            row[3]
            for (file, _, name), row in stats.items()
            if file.endswith("akn/inline/recognise.py") and name == "recognise"
        ]
        numbers[f"recognisers / conversion ({language})"] = max(inline, default=0.0) / total
    return numbers


def commands() -> Numbers:
    """Whole commands as multiples of an interpreter that imports lxml."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "r.txt", Path(folder) / "r.xml"
        source.write_bytes(texts()["en"])
        target.write_bytes(xml("en"))
        times = best_commands(
            {
                "import lxml.etree": ("-c", "import lxml.etree"),
                "akn --help": ("-m", "converters", "--help"),
                "akn convert": ("-m", "converters", "convert", "--quiet", str(source), "-o", f"{folder}/o.xml"),
                "akn validate": ("-m", "converters", "validate", "--quiet", str(target)),
            }
        )
    base = times.pop("import lxml.etree")
    numbers = {f"{name} / import lxml.etree": seconds / base for name, seconds in times.items()}
    return {"milliseconds of import lxml.etree": base * 1000, **numbers}


def validation() -> Numbers:
    """`akn validate` on many files as multiples of xmllint with the official schema; nothing without xmllint.

    With two processes time on the wall is counted, on both sides.
    """
    import shutil
    import subprocess
    import time

    from akn.schemas import xsd_folder

    if not (xmllint := shutil.which("xmllint")):
        return {}
    with tempfile.TemporaryDirectory() as folder:
        names = [f"{folder}/{n}.xml" for n in range(FILES)]
        for n, name in enumerate(names):
            Path(name).write_bytes(xml(("en", "ar")[n % 2], OWN[n % len(OWN)]))
        schema = str(xsd_folder() / "akomantoso30.xsd")
        ours = [sys.executable, "-m", "converters", "validate", "--quiet", "--limit", "1"]
        lines = {
            "xmllint": [xmllint, "--noout", "--schema", schema, *names],
            "akn validate": [*ours, folder],
            "akn validate --profile xsd": [*ours, "--profile", "xsd", folder],
            "akn validate --jobs 2": [*ours, "--jobs", "2", folder],
        }
        wall = dict.fromkeys(lines, float("inf"))
        used = dict(wall)
        for _ in range(4):
            for name, line in lines.items():
                started, before = time.perf_counter(), children_time()
                subprocess.run(line, check=False, capture_output=True)
                wall[name] = min(wall[name], time.perf_counter() - started)
                used[name] = min(used[name], children_time() - before)
    numbers = {f"{n} / xmllint": used[n] / used["xmllint"] for n in ("akn validate", "akn validate --profile xsd")}
    name = "akn validate --jobs 2"
    return {f"milliseconds a file of xmllint, {FILES} files": used["xmllint"] * 1000 / FILES, **numbers} | {
        f"{name} / xmllint, on the wall": wall[name] / wall["xmllint"]
    }


def growth() -> Numbers:
    """Time a paragraph at 2, 4 and 8 times the paragraphs, as a multiple of that at once; 1 is linear."""
    from converters import convert

    sizes = {factor: as_text("en", PARAGRAPHS * factor, NOTES * factor) for factor in (1, 2, 4, 8)}
    times = best({str(f): partial(convert, text) for f, text in sizes.items()}, rounds=7)
    numbers = {f"growth at {f}x": times[str(f)] / times["1"] / f for f in (2, 4, 8)}
    large = as_text("en", 2000, 1000)
    numbers["seconds for 2,000 paragraphs and 1,000 notes"] = best({"large": lambda: convert(large)}, rounds=2)["large"]
    return numbers


def hostile() -> Numbers:
    """How the time grows on texts and files that are made to be hard: 1 is in proportion to their size."""
    from benchmarks.hostile import growth

    return growth()


def throughput() -> Numbers:
    """Documents a second with one and two processes, how it scales, and the memory of the largest process."""
    import resource
    import time

    from converters import convert_many

    numbers: Numbers = {}
    with tempfile.TemporaryDirectory() as folder:
        for n in range(300):
            language = ("en", "ar")[n % 2]
            (Path(folder) / f"{n}.txt").write_bytes(as_text(language, 40 + n % 5 * 40, 10))
        rates = []
        for jobs in (1, 2):
            started = time.perf_counter()
            assert all(o.ok for o in convert_many([folder], jobs=jobs, output_dir=f"{folder}/out{jobs}"))
            rates.append(300 / (time.perf_counter() - started))
            numbers[f"documents a second, {jobs} process{'es' * (jobs > 1)}"] = rates[-1]
    numbers["scaling on two processes"] = rates[1] / rates[0]
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    numbers["megabytes of the largest process"] = peak / (1e6 if sys.platform == "darwin" else 1e3)
    return numbers


BENCHMARKS: dict[str, Callable[[], Numbers]] = {
    f.__name__: f
    for f in (
        conversions,
        pages,
        desk,
        pdf_reading,
        recognisers,
        instructions,
        commands,
        validation,
        growth,
        hostile,
        memory,
        throughput,
    )
}


def run(names: list[str]) -> Iterator[tuple[str, Numbers]]:
    """The chosen benchmarks, all if none is chosen."""
    for name, measure in BENCHMARKS.items():
        if not names or name in names:
            yield name, measure()

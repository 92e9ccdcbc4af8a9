"""Small resolutions printed as text, Word and PDF where words get lost: every word and every link is accounted for.

Each input is made from a seed and a number.  A text is wrapped, indented, divided into pages with heads and feet; a
Word file has links of every kind, reading aids, embedded documents and notes in each other; a PDF file has pages that
are equal, partly equal, or printed twice.  A word is a number in letters of one of four scripts and stands as often in
the XML as in the source, in order, or in a line that the reader reports as left out; an address stands as often as
there are links to it.
"""

from __future__ import annotations

import gc
import random
import re
import signal
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from lxml import etree

from akn.diagnostics import Code
from akn.emit import emit_xml
from akn.errors import AknError
from akn.read import read_xml
from converters.conversion import Converted, convert_bytes
from converters.options import Options
from proofs.account.made import LETTERS, Source
from proofs.account.texts import pages, text
from proofs.account.word import word
from proofs.changes import Broken

_WORD = re.compile("|".join(f"{s[0]}[{s[1:]}]{{5}}{s[0]}" for s in LETTERS.values()))
_DIVIDED = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad]\s*(?=[^\W\d_])")
_LEFT_OUT = re.compile(r"^(\d+) lines? ")
_LEFT_OUT_CODES = frozenset({"R102", "R318"})
_NOTE = "{*}authorialNote"
_SECONDS = 20  # processor time that no small input takes


MAKERS: dict[str, Callable[[random.Random], Source]] = {"pdf": pages, "text": text, "word": word}


def prove(number: int, start: int, seed: int, keep: Path | None) -> int:
    """Try so many inputs from a number on; print what happened; 1 if a word or a promise was broken."""
    counted: dict[str, Counter[str]] = {}
    broken: Counter[str] = Counter()
    begun = time.process_time()
    gc.collect()
    gc.freeze()
    for at in range(start, start + number):
        name, source, end, what = one(seed, at)
        counted.setdefault(name, Counter())[end] += 1
        if what:
            sort = f"{name} {_WORD.sub('*', re.sub('[0-9]+', '0', what))[-200:]}"
            broken[sort] += 1
            if broken[sort] <= 3:
                print(f"BROKEN {name} {seed} {at}: {what}", flush=True)
                if keep is not None and source is not None:
                    keep.mkdir(parents=True, exist_ok=True)
                    (keep / f"{seed}-{at}.{source.form}").write_bytes(source.data)
    for name, ends in sorted(counted.items()):
        print(f"{name:16} {ends.total():7} inputs: {', '.join(f'{n} {end}' for end, n in ends.most_common())}")
    taken = time.process_time() - begun
    print(f"seed {seed}, {start} to {start + number - 1}: {taken:.0f} s; {broken.total()} broken in {len(broken)} ways")
    return 1 if broken else 0


def one(seed: int, number: int) -> tuple[str, Source | None, str, str]:
    """Make an input and read it: who made it, the input, what became of it, what it broke if anything."""
    r = random.Random(f"account {seed} {number}")
    name = r.choice(sorted(MAKERS))
    source, what = None, ""
    try:
        with _limited():
            source = MAKERS[name](r)
            end = checked(source, r)
    except AknError as error:
        end, what = "BROKEN", f"refused: {error}"
    except Exception as error:
        end, what = "BROKEN", str(error) if isinstance(error, Broken) else traceback.format_exc(limit=-3)
    return name, source, end, what


@contextmanager
def _limited() -> Iterator[None]:
    """Stop what takes longer than anybody waits, by processor time."""

    def late(*_: object) -> None:
        raise Broken("no end")

    before = signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, _SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def checked(source: Source, r: random.Random) -> str:
    """What became of an input.

    Raises:
        Broken: a word or a link is lost, doubled or out of order and nothing reports it, or the XML breaks the schema
            or a rule of the profile that no source breaks, or is not what was read.
    """
    options = Options(from_=source.form, validate=r.random() < 0.25)
    done = convert_bytes(source.data, "x", options)
    for found in done.diagnostics:
        if found.code.code == "S215" or found.code.code[:2] in ("V1", "V2") or found.code is Code.PROFILE_MUST:
            raise Broken(f"{found.code.code} {found.rule} {found.message[:200]}")
    if done.document is None or not done.output:
        raise Broken(f"no output: {[d.message for d in done.diagnostics][:2]}")
    root = etree.fromstring(done.output)
    etree.strip_elements(root, "{*}meta", with_tail=False)
    _linked(source, done, {e.get("href", "") for e in root.iter("{*}a", "{*}ref")})
    notes = [n for n in root.iter(_NOTE) if next(n.iterancestors(_NOTE), None) is None]
    in_notes = " ".join("".join(map(str, n.itertext())) for n in notes)
    etree.strip_elements(root, _NOTE, with_tail=False)
    _account(source, done, "".join(map(str, root.itertext())), in_notes)
    if r.random() < 0.15:
        if (back := read_xml(done.output).value) != done.document:
            raise Broken("read(emit(document)) is not the document")
        if emit_xml(back) != done.output or convert_bytes(source.data, "x", options).output != done.output:
            raise Broken("the same input gave other bytes")
    return done.status.value


def _account(source: Source, done: Converted, running_text: str, in_notes: str) -> None:
    found = _words_of(running_text)
    put, kept = Counter(source.running) + Counter(source.beside), Counter(found) + Counter(_words_of(in_notes))
    if more := kept - put:
        raise Broken(f"words made up or twice: {' '.join(sorted(more))[:120]}")
    codes = {d.code.code for d in done.diagnostics}
    lacking = put - kept
    may_lack = source.edges if codes & _LEFT_OUT_CODES else []
    lines = {line[0]: min(lacking[w] for w in line) for line in may_lack}
    for line in {line[0]: line for line in may_lack}.values():
        lacking -= Counter(dict.fromkeys(line, lines[line[0]]))
    for words in _unread(source, done):
        lacking -= Counter(words)
    if lacking:
        raise Broken(f"words lost: {' '.join(sorted(lacking))[:120]}")
    told = (_LEFT_OUT.match(d.message) for d in done.diagnostics if d.code.code in _LEFT_OUT_CODES)
    if "R318" not in codes and sum(lines.values()) > (reported := sum(int(m[1]) for m in told if m)):
        raise Broken(f"{sum(lines.values())} lines left out, {reported} reported")
    running = Counter(source.running)
    if running.total() == len(running):
        order = [w for w in found if w in running]
        wanted = [w for w in source.running if w in set(found)]
        if order != wanted:
            raise Broken(f"words in another order: {next(b for a, b in zip(wanted, order, strict=True) if a != b)}")


def _words_of(printed: str) -> list[str]:
    return _WORD.findall(_DIVIDED.sub("", printed))


def _linked(source: Source, done: Converted, addresses: set[str]) -> None:
    if (lost := [link for link in source.links if link not in addresses]) and not _unread(source, done):
        raise Broken(f"links lost: {' '.join(lost)[:200]}")


def _unread(source: Source, done: Converted) -> list[list[str]]:
    """The words of embedded documents that the reader names as not read."""
    said = " ".join(d.message for d in done.diagnostics if d.code.code == "R220")
    return [words for name, words in source.chunks.items() if f"word/{name}," in said]

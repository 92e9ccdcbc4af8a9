"""Whether one process that converts many documents stays at its size: what is remembered is bounded.

`python -m benchmarks.memory N` converts N invented resolutions, no two of them alike, and prints the peak of its
memory after a hundred and at the end, in megabytes.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

from benchmarks.resolutions import LANGUAGES, as_text

FIRST, ALL = 100, 600


def document(n: int) -> bytes:
    """The invented resolution number `n`: of its own size, with words and numbers that no other one has."""
    language = tuple(LANGUAGES)[n % len(LANGUAGES)]
    text = as_text(language, 20 + n % 7 * 10, n % 11).decode()
    paragraphs = text.split("\n\n")
    own = "".join(chr(ord("a") + int(digit)) for digit in str(n))
    return "\n\n".join(p[:-1] + f" q{own}x{i} {n}/{i % 90}{p[-1]}" for i, p in enumerate(paragraphs) if p).encode()


def peak() -> float:
    """The peak of the memory of this process so far, in megabytes."""
    status = Path("/proc/self/status")
    if status.exists():  # what Linux tells by getrusage may be the peak of the process that started this one
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 1e3
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def memory() -> dict[str, float]:
    """The peak of one process after 600 documents, and as a multiple of that after 100; 1 is flat."""
    line = [sys.executable, "-m", "benchmarks.memory", str(ALL)]
    first, last = map(float, subprocess.run(line, check=True, capture_output=True, text=True).stdout.split())
    return {
        f"megabytes after {ALL} documents": last,
        f"memory after {ALL} documents / after {FIRST}": last / first,
    }


def main() -> None:
    """Convert, and print the peaks."""
    from converters import convert

    first = 0.0
    for n in range(int(sys.argv[1])):
        if n == FIRST:
            first = peak()
        convert(document(n))
    print(first or peak(), peak())


if __name__ == "__main__":
    main()

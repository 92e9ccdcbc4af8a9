"""`python -m benchmarks`: measure, print, keep the numbers of this version and write docs/performance.md."""

from __future__ import annotations

import argparse
import sys

from benchmarks.history import changes, keep, write_page
from benchmarks.subjects import BENCHMARKS, run


def main() -> int:
    """Measure what the command line names."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"what to measure: {', '.join(BENCHMARKS)} (default: all)"
    )
    parser.add_argument("--no-history", action="store_true", help="only print; keep nothing")
    args = parser.parse_args()
    if unknown := set(args.names) - BENCHMARKS.keys():
        parser.error(f"no benchmark {', '.join(sorted(unknown))}; there are {', '.join(BENCHMARKS)}")
    results = {}
    for name, numbers in run(args.names):
        results[name] = numbers
        print(f"\n{name}")
        for number, value in numbers.items():
            print(f"  {value:10.2f}  {number}", flush=True)
    if difference := changes(results):
        print("\nagainst the release before", *difference, sep="\n  ")
    if not args.no_history:
        write_page(keep(results))
    return 0


if __name__ == "__main__":
    sys.exit(main())

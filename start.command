#!/bin/sh
# Opens the desk on a folder: the one that is given, else "documents" beside this file.
cd "$(dirname "$0")" || exit 1
[ -x .venv/bin/python ] || { python3 -m venv .venv && .venv/bin/python -m pip install --quiet ".[desk]"; }
exec .venv/bin/python -m converters desk "${1:-documents}"

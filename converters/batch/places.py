"""Where the outputs of an earlier run went, by its report: an input keeps its place, and no other input takes it."""

from __future__ import annotations

import os
from typing import Any

from msgspec import Struct

from akn.diagnostics import Code
from converters.batch.report import read_report
from converters.batch.task import is_address

_OF_ANOTHER = "an input that the report does not name"


class Places(Struct, frozen=True):
    """The places of an earlier run: `stems` by input, as in `Found.stem`, and `owners`, inputs by output."""

    stems: dict[str, str] = {}
    owners: dict[str, str] = {}

    def stem(self, source: str) -> str:
        """Where the output of an input went under the output folder, without suffix; empty if that is not known."""
        return self.stems.get(source, "")

    def owner(self, output: str) -> str:
        """The input whose output stands at this place, or would if it had not failed; empty if there is none."""
        return self.owners.get(_place(output), "")


def places_before(path: str, folder: str) -> Places:
    """The places that a report tells of; `folder` is the output folder where a line does not name its own.

    An input that was refused because its output belonged to another one (B104) has no claim to that place, even if
    the report does not name the other one.  Raises UnreadableInput if the file is no report.
    """
    places = Places()
    for line in read_report(path):
        source, output = line["input"], line.get("output", "")
        if not output:
            continue
        if stem := _stem(output, line.get("output_dir", folder)):
            places.stems[source] = stem
        if _refused(line):
            places.owners.setdefault(_place(output), _OF_ANOTHER)
        else:
            places.owners[_place(output)] = source
    return places


def _refused(line: dict[str, Any]) -> bool:
    return any(found.get("code") == Code.OUTPUT_TAKEN.code for found in line.get("diagnostics", ()))


def _stem(output: str, folder: str) -> str:
    """The output below the folder, without the suffix that every output has; empty if it is not below it."""
    root = folder.rstrip("/") + "/"
    return os.path.splitext(output.removeprefix(root))[0] if output.startswith(root) else ""


def _place(output: str) -> str:
    """One spelling for all that name one place."""
    return output if is_address(output) else os.path.abspath(output)

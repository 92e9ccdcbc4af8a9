"""What must hold of every input, and of what comes of it: the promises that `tests/test_attacks.py` asks for."""

from __future__ import annotations

import re
import time

from akn.catalogue import build_catalogue
from akn.citing import links
from akn.clauses import mandates
from akn.compare.comparison import as_json, compare
from akn.compare.concord import concord
from akn.compare.traced import trace
from akn.document import Document
from akn.emit import emit_xml
from akn.read import read_xml
from akn.upgrade import upgrade_xml
from akn.validate import validate_xml
from converters.conversion import Converted, convert_bytes
from converters.mandates import as_csv, as_page
from converters.options import Options
from converters.view.page import write_page
from proofs.changes import Broken

_OUT = ("docx", "html", "markdown", "text", "json")


class Uses:
    """What is done with each input: what it becomes is checked, then written and used in one of the ways in turn."""

    def __init__(self) -> None:
        self.turn = 0
        self.others: list[Document] = [Document(), Document()]

    def source(self, data: bytes, form: str) -> str:
        """A file that is no AKN: what it says is in valid XML, all of it, in order."""
        begun = time.process_time()
        done = convert_bytes(data, "x", Options(from_=form))
        taken = time.process_time() - begun
        for found in done.diagnostics:
            code = found.code.code
            if code == "S215" or code[:2] in ("V1", "V2"):
                raise Broken(f"{code} {re.sub('[0-9]+', '0', found.message)[:120]}")
        if taken > 1 + len(data) / 20_000:
            raise Broken(f"{taken:.1f} s for {len(data)} bytes")
        return self._used(done)

    def published(self, data: bytes) -> str:
        """A file of AKN: read, written and upgraded to what stays as it is."""
        done = convert_bytes(data, "x", Options(from_="xml"))
        once = emit_xml(read_xml(data).value)
        if emit_xml(read_xml(once).value) != once:
            raise Broken("the second writing differs")
        validate_xml(data)
        build_catalogue([("x", data)])
        upgraded = upgrade_xml(data)
        if any(d.code.code == "X216" for d in upgraded.diagnostics):
            raise Broken("X216 the words changed")
        return self._used(done, valid=False)

    def _used(self, done: Converted, *, same: bool = True, valid: bool = True) -> str:
        document = done.document
        if document is None or not done.output:
            return done.status.value
        if same and read_xml(done.output).value != document:
            raise Broken("read(emit(document)) is not the document")
        self.turn += 1
        turn = self.turn % 12
        if turn < len(_OUT):
            back = convert_bytes(_to(done.output, "xml", _OUT[turn]), "x", Options(from_=_OUT[turn]))
            if valid and any(d.code.code == "S215" or d.code.code[:2] in ("V1", "V2") for d in back.diagnostics):
                raise Broken(f"read again from {_OUT[turn]}: {[d.message[:99] for d in back.diagnostics][:3]}")
        elif turn == 5:
            links(document)
            as_page(mandates(document))
            as_csv(mandates(document))
        elif turn == 6:
            write_page(document, diagnostics=done.diagnostics)
        elif turn == 7:
            as_json(compare(self.others[-1], document))
        elif turn == 8:
            trace([*self.others[-2:], document])
        elif turn == 9 and self.others[-1].metadata.language != document.metadata.language:
            concord([self.others[-1], document])
        self.others = [self.others[-1], document]
        return done.status.value


def _to(data: bytes, from_: str, to: str) -> bytes:
    return convert_bytes(data, "x", Options(from_=from_, to=to, validate=False)).output

"""The redline in LibreOffice: accepted it says what the new document says, rejected what the old one says, with each
paragraph and note in its place."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from akn.blocks import NoteBlock
from akn.document import Document, Preambular
from akn.layout import layout_blocks
from akn.text import Kind, Text
from converters.compare.redline import as_redline
from converters.formats import docx, texts
from tests.converters.compare.lighthouses import LAST, THIS, resolution

pytestmark = [pytest.mark.office, pytest.mark.timeout(600)]

_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Redline" script:language="StarBasic">
Sub Settle(source, target, command)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  helper = createUnoService("com.sun.star.frame.DispatchHelper")
  helper.executeDispatch(document.CurrentController.Frame, command, "", 0, Array())
  Dim form(0) As New com.sun.star.beans.PropertyValue
  form(0).Name = "FilterName"
  form(0).Value = "MS Word 2007 XML"
  document.storeToURL(target, form())
  document.close(True)
End Sub
</script:module>
"""


class _Office:
    """LibreOffice with a profile of its own that has a macro to settle all tracked changes of a file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._start("--terminate_after_init")  # which makes the profile
        library = folder / "profile" / "user" / "basic" / "Standard"
        (library / "Redline.xba").write_text(_MODULE)
        listed = (library / "script.xlb").read_text()
        (library / "script.xlb").write_text(listed.replace('library:name="Module1"', 'library:name="Redline"'))

    def _start(self, *what: str) -> None:
        profile = f"-env:UserInstallation={(self._folder / 'profile').as_uri()}"
        subprocess.run(["soffice", profile, "--headless", "--norestore", *what], check=True, timeout=300)

    def settled(self, data: bytes, how: str) -> bytes:
        """The file with all changes settled: how is Accept or Reject."""
        source, target = self._folder / "redline.docx", self._folder / f"{how}.docx"
        source.write_bytes(data)
        target.unlink(missing_ok=True)
        call = f'"{source.as_uri()}","{target.as_uri()}",".uno:{how}AllTrackedChanges"'
        self._start(f"macro:///Standard.Redline.Settle({call})")
        return target.read_bytes()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> _Office:
    """One LibreOffice for all tests of this module."""
    return _Office(tmp_path_factory.mktemp("office"))


def _said(data: bytes) -> list[tuple[str, tuple[str, ...]]]:
    """The paragraphs of a Word file, each with the notes that it calls."""
    blocks = docx.read(data).value
    notes = {b.key: " ".join(t.content for t in texts((b,))).split() for b in blocks if isinstance(b, NoteBlock)}
    running = texts(tuple(b for b in blocks if not isinstance(b, NoteBlock)))
    found = [(" ".join(t.content.split()), t.of(Kind.NOTE)) for t in running]
    return [(said, tuple(" ".join(notes[m.get("key")]) for m in calls)) for said, calls in found if said]


_OLD = ["Notes the fog", "Calls upon the keepers to rest;", "Recalls the storm;", "Asks for oil;", "Fog bells", "Rows;"]
_NEW = ["Notes the fog and the ice", "Thanks the rowers;", "Welcomes all tide tables;", "Asks for oil;", "Fog"]


@pytest.mark.parametrize("how", ["Accept", "Reject"])
@pytest.mark.parametrize("turned", [False, True])
def test_what_is_new_or_gone_joins_no_paragraphs(office: _Office, how: str, turned: bool) -> None:
    one, two = (Document(preamble=tuple(Preambular((Text(t),)) for t in those)) for those in (_OLD, _NEW))
    old, new = (two, one) if turned else (one, two)
    settled = _said(office.settled(as_redline(old, new), how))
    assert settled == _said(docx.write(layout_blocks(new if how == "Accept" else old)))


@pytest.mark.parametrize("how", ["Accept", "Reject"])
def test_every_note_is_at_its_own_call(office: _Office, how: str) -> None:
    old, new = resolution(*LAST), resolution(*THIS)
    settled = _said(office.settled(as_redline(old, new), how))
    assert settled == _said(docx.write(layout_blocks(new if how == "Accept" else old)))
    assert sum(len(notes) for _, notes in settled) == len(THIS if how == "Accept" else LAST)

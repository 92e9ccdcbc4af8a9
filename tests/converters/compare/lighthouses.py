"""Resolutions on lighthouses of two years: what redlines show."""

from __future__ import annotations

from akn.document import Document, Note, Operative
from akn.text import Kind, Text, mark


def resolution(*paragraphs: tuple[str, str]) -> Document:
    """Paragraphs, each with the note that it calls at its end."""
    body = [
        Operative(f"{n}.", (Text(text, (mark(len(text) - 1, len(text) - 1, Kind.NOTE, key=str(n)),)),))
        for n, (text, _) in enumerate(paragraphs, 1)
    ]
    return Document(
        body=tuple(body), notes=tuple(Note(str(n), str(n), (Text(t),)) for n, (_, t) in enumerate(paragraphs, 1))
    )


LAST = [(f"Calls upon the keepers of lighthouse {n} to keep its lamps burning;", f"A/98/{n}.") for n in range(1, 13)]
THIS = [
    *LAST[2:5],
    ("Welcomes the tables of the tides that coastal States have printed;", "See resolution 99/7."),
    *LAST[8:],
    LAST[0],
    *[(text.replace("burning", "burning until dawn"), note.replace("98", "99")) for text, note in LAST[5:8]],
]

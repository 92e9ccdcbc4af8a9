"""Errors between the languages of a work are planted and found."""

from __future__ import annotations

from pathlib import Path

from akn.read import read_xml
from converters import Options, convert
from proofs import languages
from tests.thorough import of_full

_EXAMPLES = Path(__file__).parent.parent / "examples"


def test_errors_between_languages_are_planted_and_found(tmp_path: Path) -> None:
    for path in _EXAMPLES.glob("tidal-libraries.*.txt"):
        if path.name != "tidal-libraries.ar.txt":  # a draft with another number
            (tmp_path / f"{path.stem}.xml").write_bytes(convert(path, options=Options(validate=False)).output)
    assert languages.works_in(tmp_path) == [], "a work counts that all six languages have"
    work = {v.language.code: v for v in (languages.version(read_xml(p.read_bytes()).value) for p in tmp_path.iterdir())}
    untouched = [languages._side_by_side(work, "", False)]
    planted = of_full(10, 3)
    for kind in languages.KINDS:
        tries = list(languages.tried([work], untouched, "fra", kind, planted, 1))
        assert len(tries) == planted, kind
        caught = [is_caught for _, _, is_caught in tries]
        assert sum(caught) >= 0.8 * len(caught), kind
        for _, error, _ in tries:
            assert languages.planted_in(work["fra"], [error]) != work["fra"].document

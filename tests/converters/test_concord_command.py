"""`akn concord`: the versions of a work in, rows and findings out."""

from __future__ import annotations

import json
from pathlib import Path

from tests.converters.command import akn

EXAMPLES = Path(__file__).parents[2] / "examples"
VERSIONS = [str(EXAMPLES / f"tidal-libraries.{code}.txt") for code in ("en", "fr", "es", "ru", "zh")]
VERSIONS.append(str(EXAMPLES / "tidal-libraries-99-7.ar.txt"))


def test_the_versions_of_the_example_say_the_same() -> None:
    done = akn("concord", "--quiet", *VERSIONS, cwd=EXAMPLES)
    assert done.returncode == 0, done.stdout.decode()
    work, told = done.stdout.decode().splitlines()[:2]
    assert work == "/akn/un/statement/deliberation/unga/2044-12-09/99-7"
    assert told.startswith("eng ara fra rus spa zho: ")
    assert told.endswith(" rows, no findings")


def test_a_wrong_number_is_shown_with_what_stands_around_it(tmp_path: Path) -> None:
    wrong = (EXAMPLES / "tidal-libraries.fr.txt").read_text().replace("paragraphe 4 de", "paragraphe 5 de")
    (tmp_path / "wrong.fr.txt").write_text(wrong)
    done = akn("concord", "--quiet", VERSIONS[0], str(tmp_path / "wrong.fr.txt"), cwd=tmp_path)
    assert done.returncode == 1
    shown = done.stdout.decode()
    assert "1 finding" in shown
    assert "container_1\n  fra  reference: 5 (the others: 4)\n" in shown
    assert "le paragraphe 5 de la résolution 98/12" in shown
    assert "in particular paragraph 4 of resolution 98/12" in shown


def test_a_folder_holds_many_works_one_object_a_line(tmp_path: Path) -> None:
    for path in VERSIONS[:2]:
        text = Path(path).read_text()
        (tmp_path / Path(path).name).write_text(text)
        (tmp_path / f"other.{Path(path).name}").write_text(text.replace("99/7", "99/8"))
    done = akn("concord", "-q", str(tmp_path), "-o", str(tmp_path / "out.json"), cwd=tmp_path)
    assert done.returncode == 0
    lines = [json.loads(line) for line in (tmp_path / "out.json").read_text().splitlines()]
    assert [line["work"].rpartition("/")[2] for line in lines] == ["99-8", "99-7"]
    assert all(line["languages"] == ["eng", "fra"] for line in lines)


def test_bad_files_and_lone_ones_are_told_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "broken.xml").write_text("<akomaNtoso")
    done = akn("concord", str(tmp_path / "broken.xml"), VERSIONS[0], cwd=tmp_path)
    assert done.returncode == 1
    assert "broken.xml" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
    alone = akn("concord", "-q", VERSIONS[0], cwd=tmp_path)
    assert alone.returncode == 2
    assert "no work in two languages" in alone.stderr.decode()

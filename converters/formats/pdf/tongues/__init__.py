"""What recognising words in a picture has to know of a language: one TOML file each, found by listing this folder.

A folder from outside (`akn.data`) may hold further ones, `recognition/CODE.toml`.
"""

from __future__ import annotations

import os
from functools import cache
from typing import Annotated, Literal

from msgspec import Meta

from akn.data import Shape, checked, data_files, read_toml

_FOLDER = os.path.dirname(__file__)

Share = Annotated[float, Meta(gt=0, lt=1)]
Density = Annotated[int, Meta(ge=36, le=600)]


class Tongue(Shape, frozen=True):
    """What recognising has to know of a language, as its file says it.

    `scripts` and `data` are as Tesseract calls the scripts and, where it has another name than our code, the language.
    `density` is that of the picture which is read best, in dots an inch.  `lift` is the share of a line above which a
    small sign is raised.  `spaced` tells that words are letters that stand by themselves, and that spaces part them.
    `size_by` names what shows in which size a line is set.  A `usual` language comes before those that a page shows as
    much.

    >>> tongue("ara").density, tongue("ara").size_by
    (150, 'figures')
    """

    name: str
    scripts: tuple[str, ...] = ()
    data: str = ""
    density: Density = 300
    lift: Share = 0.2
    right_to_left: bool = False
    spaced: bool = True
    size_by: Literal["letters", "figures", "lines"] = "letters"
    usual: bool = False


@cache
def tongues() -> dict[str, Tongue]:
    """The languages that are looked for, by their codes, the usual ones first.

    Raises DataError for a file that does not fit its shape.

    >>> [known.name for known in tongues().values() if "Cyrillic" in known.scripts]
    ['Russian']
    """
    files = data_files("recognition", _FOLDER)
    found = {code: checked(Tongue, read_toml(path), os.path.basename(path)) for code, path in files.items()}
    return dict(sorted(found.items(), key=lambda held: not held[1].usual))


def tongue(code: str) -> Tongue:
    """What is known of a language; of one that is not looked for its code stands for its name.

    >>> tongue("zho").data, tongue("nld").name
    ('chi_sim', 'nld')
    """
    return tongues().get(code) or Tongue(code)


def written_in(script: str) -> tuple[str, ...]:
    """The languages that are looked for in a script.

    >>> written_in("Latin")
    ('eng', 'deu', 'fra', 'spa')
    """
    return tuple(code for code, known in tongues().items() if script in known.scripts)

"""Write the frozen form of the data files anew, those of bodies and vocabulary too: `python -m akn.languages`."""

from __future__ import annotations

import os

from akn import bodies, languages, vocabulary
from akn.inline import entities

for room in (languages, bodies, vocabulary, entities):
    for path in room.freeze_all():
        print(os.path.relpath(path))

"""Write the frozen form of the data files anew, of bodies and vocabulary too: `python -m akn.languages`."""

from __future__ import annotations

import os

from akn import bodies, languages, vocabulary

for room in (languages, bodies, vocabulary):
    for path in room.freeze_all():
        print(os.path.relpath(path))

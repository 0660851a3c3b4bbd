"""Stores an example of a project file as this version of the program writes it.

    python -m tests.data.projects.make

Run it before `schema.VERSION` is raised; an example that is there already is never written over. The tests open every
example, so that a file that somebody saved with any version opens with all later ones.
"""

from __future__ import annotations

import sys
from pathlib import Path

from churndesk.project import schema, store
from churndesk.project.blobs import Blobs
from tests.torture import example

HERE = Path(__file__).parent
#: Few rows, so that the example stays small; everything that a project can hold is in it.
ROWS = 40


def main() -> int:
    """Writes the example of this version, if there is none."""
    path = HERE / f"version-{schema.VERSION}.churndesk"
    if path.exists():
        print(f"{path.name} is there already")
        return 1
    blobs = Blobs()
    store.save(example.project(blobs, ROWS), blobs, path)
    print(f"{path.name}: {path.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())

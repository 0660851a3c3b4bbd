"""How files of older versions are brought up to this one, a version at a time.

To change what a project holds so that older files no longer read as they stand: raise `schema.VERSION`, store an
example of the version before (`python -m tests.data.projects.make`), and append a migration here. A new field that has
a default needs a new version and an example too, and `unchanged` as its migration. (As long as no version was given to
anybody, the example is simply made anew.)
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias

Record: TypeAlias = dict[str, Any]
#: Takes the state's record of one version and answers that of the next; the record it is given it may change.
Migration: TypeAlias = Callable[[Record], Record]


def unchanged(record: Record) -> Record:
    """The migration where every older record reads as it stands."""
    return record


#: `MIGRATIONS[0]` brings version 1 to version 2.
MIGRATIONS: Final[tuple[Migration, ...]] = ()


def migrated(record: Record, version: int) -> Record:
    """The record of that version as the present version would have written it."""
    for migration in MIGRATIONS[version - 1 :]:
        record = migration(record)
    return record

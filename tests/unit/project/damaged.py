"""Ways to tamper with a project file that was saved."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from churndesk.project import schema

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def execute(path: Path, *statements: str) -> None:
    """Runs SQL in the file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        for statement in statements:
            database.execute(statement)


def rewrite_state(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Changes the state's record, and seals it again as a forger, or a later version, would."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        record = json.loads(database.execute("SELECT json FROM state").fetchone()[0])
        change(record)
        for table in (schema.STATE, schema.SPARE):
            schema.write_state(database, json.dumps(record), table)

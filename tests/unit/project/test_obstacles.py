from __future__ import annotations

import errno
import sqlite3

import pytest

from churndesk.project.obstacles import is_passing, why


def on_windows(code: int) -> OSError:
    error = OSError(errno.EACCES, "no")
    error.winerror = code
    return error


def by_sqlite(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("no")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "word"),
    [
        (OSError(errno.ENOSPC, "no"), "full"),
        (OSError(errno.EACCES, "no"), "may not write"),
        (OSError(errno.EROFS, "no"), "only be read"),
        (OSError(errno.ENOENT, "no"), "not there"),
        (OSError(errno.EIO, "no"), "does not answer"),
        (on_windows(32), "Another program"),
        (on_windows(112), "full"),
        (on_windows(53), "does not answer"),
        (on_windows(5), "may not write"),
        (by_sqlite(sqlite3.SQLITE_FULL), "full"),
        (by_sqlite(sqlite3.SQLITE_IOERR_WRITE), "does not answer"),
        (by_sqlite(sqlite3.SQLITE_READONLY_DBMOVED), "may not write"),
        (sqlite3.OperationalError("no code"), "no reason"),
        (OSError("nothing known"), "no reason"),
    ],
)
def test_every_obstacle_is_put_in_words_with_what_to_do(error: BaseException, word: str) -> None:
    assert word in why(error).text
    assert "hoose" in why(error).text


def test_only_what_passes_by_itself_is_waited_for() -> None:
    assert is_passing(on_windows(32))
    assert not is_passing(OSError(errno.ENOSPC, "no"))

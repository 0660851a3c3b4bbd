"""Why a file can't be written or read, and what to do about it, in words."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from churndesk.words import message

if TYPE_CHECKING:
    from typing import Final

    from churndesk.words import Message

_FULL = message("The disk is full. Make room on it, or choose another disk.")
_FORBIDDEN = message("You may not write there. Choose another folder.")
_READ_ONLY = message("The disk can only be read. Choose another one.")
_GONE = message("The folder is not there any more. Choose another one.")
_UNREACHABLE = message("The disk or the network folder does not answer. Connect it again, or choose another folder.")
_IN_USE = message("Another program has the file open. Close it there and try again, or choose another name.")
_TOO_LARGE = message("The disk does not take files of this size. Choose another disk.")
_NAME = message("The disk does not take this name. Choose a shorter or a simpler one.")
_OTHER = message("The computer gave no reason that can be put in words. Choose another folder.")

_BY_ERRNO: Final[dict[int, Message]] = {
    errno.ENOSPC: _FULL,
    getattr(errno, "EDQUOT", errno.ENOSPC): _FULL,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EROFS: _READ_ONLY,
    errno.ENOENT: _GONE,
    errno.ENOTDIR: _GONE,
    errno.EFBIG: _TOO_LARGE,
    errno.ENAMETOOLONG: _NAME,
    errno.EINVAL: _NAME,
    errno.EBUSY: _IN_USE,
    errno.ETXTBSY: _IN_USE,
    **{
        getattr(errno, name): _UNREACHABLE
        for name in ("EIO", "ESTALE", "ENODEV", "ENXIO", "EHOSTDOWN", "EHOSTUNREACH", "ENETUNREACH", "ENETDOWN",
                     "ETIMEDOUT", "ECONNRESET", "ECONNABORTED", "ENOTCONN", "EREMOTEIO")
        if hasattr(errno, name)
    },
}  # fmt: skip

#: Windows tells more than errno does: sharing and lock violations, a full disk, a network name that is gone.
_BY_WINDOWS: Final[dict[int, Message]] = {
    32: _IN_USE, 33: _IN_USE, 39: _FULL, 112: _FULL, 19: _READ_ONLY,
    3: _GONE, 123: _NAME, 206: _NAME, 223: _TOO_LARGE,
    **dict.fromkeys((21, 53, 55, 59, 64, 67), _UNREACHABLE),
}  # fmt: skip

#: By the names of SQLite's result codes.
_BY_SQLITE: Final[dict[str, Message]] = {
    "SQLITE_FULL": _FULL,
    "SQLITE_IOERR": _UNREACHABLE,
    "SQLITE_READONLY": _FORBIDDEN,
    "SQLITE_CANTOPEN": _FORBIDDEN,
    "SQLITE_PERM": _FORBIDDEN,
    "SQLITE_BUSY": _IN_USE,
    "SQLITE_LOCKED": _IN_USE,
    "SQLITE_TOOBIG": _TOO_LARGE,
}


def why(error: BaseException) -> Message:
    """What stands in the way, and what to do, as whole sentences."""
    # Imported here: the window is painted before anything is written.
    import sqlite3

    if isinstance(error, sqlite3.Error):
        # The upper bytes of SQLite's code only say more exactly what the lowest says.
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        return next((said for name, said in _BY_SQLITE.items() if getattr(sqlite3, name) == code), _OTHER)
    if isinstance(error, OSError):
        by_windows = _BY_WINDOWS.get(getattr(error, "winerror", None) or 0)
        return by_windows or _BY_ERRNO.get(error.errno or 0, _OTHER)
    return _OTHER


def is_passing(error: OSError) -> bool:
    """Whether waiting a moment may help: on Windows a virus scanner holds a new file for the blink of an eye."""
    return getattr(error, "winerror", None) in {5, 32, 33}

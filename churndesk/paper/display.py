"""What Qt needs before anything can be drawn: an application, on a computer without a display too."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QGuiApplication

_kept: list[QGuiApplication] = []


def ready() -> None:
    """Makes the application that fonts and painters need, unless the window has made one; it shows nothing."""
    from PySide6.QtGui import QGuiApplication

    if QGuiApplication.instance() is not None:
        return
    # Nothing is shown, so no display is asked for; a script may run where there is none.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _kept.append(QGuiApplication(sys.argv[:1]))

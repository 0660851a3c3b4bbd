"""What is to be done once Qt is through with the event at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject


def next_turn(receiver: QObject, function: Callable[[], object]) -> None:
    """Calls the function in a turn of its own, unless the receiver is gone by then.

    PySide 6.10 loses an exception that is raised in `QTimer.singleShot(0, receiver, function)`, and with it the error
    dialog and sometimes the call after it; a timer that waits at all hands it on.
    """
    QTimer.singleShot(1, receiver, function)

"""What a widget stands in: the window's document and tasks, found from wherever it was put."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QObject

    from churndesk.gui.document import Document
    from churndesk.gui.settings import Store
    from churndesk.gui.tasks import Tasks


class Surroundings(Protocol):
    """What the main window has for everything in it, its dialogs included."""

    document: Document
    tasks: Tasks
    store: Store

    def tell_written(self, path: Path) -> None:
        """Says that a file was written, and offers ways to it."""


def around(widget: QObject) -> Surroundings | None:
    """The main window around the widget, or behind its dialog; None for a widget that stands alone."""
    above = widget.parent()
    while above is not None and not hasattr(above, "tell_written"):
        above = above.parent()
    return cast("Surroundings | None", above)

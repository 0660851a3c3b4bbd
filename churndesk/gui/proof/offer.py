"""The offer of a proof on a table of figures: by double click, by Enter, and in the menu of the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from churndesk.gui import icons
from churndesk.gui.say import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QModelIndex
    from PySide6.QtWidgets import QTableView


def offer_proof(view: QTableView, show: Callable[[QModelIndex], None]) -> QAction:
    """Opens what `show` opens for a cell; the tooltip of every cell says how. Answers the menu's entry."""
    view.model().hint = tr("Double click, or Enter, shows who was counted.")
    action = QAction(icons.icon("list-checks"), tr("Show who was counted…"), view)
    action.triggered.connect(lambda: show(view.currentIndex()) if view.currentIndex().isValid() else None)
    view.activated.connect(show)
    view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
    view.insertAction(view.actions()[0] if view.actions() else None, action)
    return action

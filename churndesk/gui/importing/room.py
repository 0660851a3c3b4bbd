"""How large the wizard opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog


def roomy_size(dialog: QDialog) -> QSize:
    """Nearly the window behind, and never more than the screen."""
    wanted = dialog.parentWidget().window().size() if dialog.parentWidget() else QSize(1180, 780)
    wanted = wanted.boundedTo(QSize(1360, 900)) - QSize(60, 40)
    return wanted.expandedTo(QSize(980, 660)).boundedTo(dialog.screen().availableSize() - QSize(20, 60))

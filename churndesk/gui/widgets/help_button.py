"""The question mark at the top of a page."""

from __future__ import annotations

from PySide6.QtWidgets import QToolButton

from churndesk.gui import icons
from churndesk.gui.say import tr


class HelpButton(QToolButton):
    """Asks for the help of the page that it stands on; the window shows it."""

    def __init__(self) -> None:
        super().__init__(icon=icons.icon("circle-question-mark"))
        self.setToolTip(tr("Help on this page (F1)"))
        self.setAccessibleName(tr("Help on this page"))

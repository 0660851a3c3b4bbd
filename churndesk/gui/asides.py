"""What is shown beside the work: settings, help, the tour, what is new, and what this program is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from churndesk.gui.guide import Guide
    from churndesk.gui.main_window import MainWindow


class Asides(QObject):
    """Opens what one window shows beside the work; each is imported when it is first asked for."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._guide: Guide | None = None

    @property
    def guide(self) -> Guide:
        """Help and tour."""
        if self._guide is None:
            from churndesk.gui.guide import Guide

            self._guide = Guide(self._window)
        return self._guide

    def show_settings(self) -> None:
        """Opens the settings; a choice holds at once."""
        from churndesk.gui.settings.dialog import SettingsDialog

        dialog = SettingsDialog(self._window.store, self._window)
        dialog.chosen.connect(self._window.setting_chosen)
        _open(dialog)

    def show_news(self) -> None:
        """Opens what each version brought."""
        from churndesk.gui.guide.news import NewsDialog

        _open(NewsDialog(self._window))

    def show_about(self) -> None:
        """Opens version and licences."""
        from churndesk.gui.about import AboutDialog

        _open(AboutDialog(self._window))


def _open(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()

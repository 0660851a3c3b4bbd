"""The theme in force: light, dark, or what the system wants, changed while the program runs."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from churndesk.gui.theme.colours import DARK, LIGHT
from churndesk.gui.theme.palette import palette
from churndesk.gui.theme.sheet import stylesheet

if TYPE_CHECKING:
    from typing import Final

    from churndesk.gui.theme.colours import Colours

#: The style that ours is built upon, as arguments of QApplication: asking for it later takes Qt three times as long.
STYLE: Final = ("-style", "Fusion")

#: What can be chosen: the system's own, or one of ours.
SCHEMES: Final = ("system", "light", "dark")

_QT_SCHEMES = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}


class Theme(QObject):
    """Holds the colours in force.

    Signals:
        changed: the colours are others now; what paints by itself repaints.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._ready = False
        self.scheme = "system"
        self.colours: Colours = LIGHT

    def set_up(self, app: QApplication, scheme: str) -> None:
        """Gives the program, which was started with `STYLE`, its looks, and follows the system from now on."""
        if not self._ready:
            app.styleHints().colorSchemeChanged.connect(self._follow)
            self._ready = True
        self.choose(scheme)

    def choose(self, scheme: str) -> None:
        """Takes one of `SCHEMES`; anything else counts as the system's."""
        self.scheme = scheme if scheme in SCHEMES else "system"
        hints = QApplication.styleHints()
        # Only a courtesy to the frames that the system draws around our windows; many systems ignore it.
        hints.setColorScheme(_QT_SCHEMES[self.scheme])
        self._apply()

    def _follow(self) -> None:
        if self.scheme == "system":
            self._apply()

    def _apply(self) -> None:
        wanted = self.scheme
        if wanted == "system":
            wanted = "dark" if QApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"
        self.colours = DARK if wanted == "dark" else LIGHT
        app = QApplication.instance()
        app.setPalette(palette(self.colours))
        app.setStyleSheet(stylesheet(self.colours))
        self.changed.emit()


@cache
def theme() -> Theme:
    """The one theme of the program."""
    return Theme()

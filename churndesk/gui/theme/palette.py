"""The colours as Qt's own palette, which Fusion draws every control from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QPalette

if TYPE_CHECKING:
    from churndesk.gui.theme.colours import Colours

_ROLES = (
    (QPalette.ColorRole.Window, "ground"),
    (QPalette.ColorRole.WindowText, "text"),
    (QPalette.ColorRole.Base, "surface"),
    (QPalette.ColorRole.AlternateBase, "ground"),
    (QPalette.ColorRole.Text, "text"),
    (QPalette.ColorRole.PlaceholderText, "muted"),
    (QPalette.ColorRole.Button, "surface"),
    (QPalette.ColorRole.ButtonText, "text"),
    (QPalette.ColorRole.BrightText, "bad"),
    (QPalette.ColorRole.Highlight, "accent_soft"),
    (QPalette.ColorRole.HighlightedText, "text"),
    (QPalette.ColorRole.Accent, "accent"),
    (QPalette.ColorRole.Link, "accent"),
    (QPalette.ColorRole.LinkVisited, "accent"),
    (QPalette.ColorRole.ToolTipBase, "surface"),
    (QPalette.ColorRole.ToolTipText, "text"),
    (QPalette.ColorRole.Light, "raised"),
    (QPalette.ColorRole.Midlight, "raised"),
    (QPalette.ColorRole.Mid, "line"),
    (QPalette.ColorRole.Dark, "strong_line"),
    (QPalette.ColorRole.Shadow, "line"),
)
_WRITTEN = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


def palette(colours: Colours) -> QPalette:
    """The palette of that set; what can't be used just now is written in the border's grey."""
    made = QPalette()
    for role, name in _ROLES:
        made.setColor(role, QColor(getattr(colours, name)))
    for role in _WRITTEN:
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.strong_line))
    return made

"""A chart as a file: the sizes of PNG, SVG, and the table behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from churndesk.gui.say import tr
from churndesk.words import message

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from churndesk.gui.plots.chart_card import ChartCard

PNG = (message("PNG picture"), (".png",))
SVG = (message("SVG drawing"), (".svg",))
#: The sizes of a PNG, as multiples of that of the drawing.
SCALES = (1, 2, 3, 4)


def picture_menu(card: ChartCard, parent: QWidget) -> QMenu:
    """The menu of the button that saves a chart; filled anew whenever it is shown, for charts differ in height."""
    menu = QMenu(parent)
    menu.aboutToShow.connect(lambda: _fill(menu, card))
    return menu


def _fill(menu: QMenu, card: ChartCard) -> None:
    menu.clear()
    made = card.picture()
    if made is not None:
        for scale in SCALES:
            wide, high = made.size(scale)
            text = tr("PNG, {wide} × {high} pixels…", wide=wide, high=high)
            menu.addAction(text).triggered.connect(lambda _checked, scale=scale: card.save(PNG, scale))
        menu.addAction(tr("SVG, sharp at any size…")).triggered.connect(lambda _checked: card.save(SVG))
        menu.addSeparator()
    menu.addAction(tr("The numbers as a table…")).triggered.connect(lambda _checked: card.save_table())

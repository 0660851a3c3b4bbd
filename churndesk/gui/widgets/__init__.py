"""The parts that pages are built of: cards, figures, fields, tables, empty states.

Each is imported when it is first asked for: the first page needs few of them, and is painted sooner without the others.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from churndesk.gui.widgets.badge import Badge
    from churndesk.gui.widgets.card import Card
    from churndesk.gui.widgets.card_grid import CardGrid
    from churndesk.gui.widgets.empty_state import EmptyState
    from churndesk.gui.widgets.figure_card import FigureCard
    from churndesk.gui.widgets.notice import Notice
    from churndesk.gui.widgets.number_field import NumberField
    from churndesk.gui.widgets.page import Page
    from churndesk.gui.widgets.progress_strip import ProgressStrip
    from churndesk.gui.widgets.section import Section
    from churndesk.gui.widgets.table_model import TableColumn, TableModel
    from churndesk.gui.widgets.table_view import TableView
    from churndesk.gui.widgets.text import Text

__all__ = [
    "Badge",
    "Card",
    "CardGrid",
    "EmptyState",
    "FigureCard",
    "Notice",
    "NumberField",
    "Page",
    "ProgressStrip",
    "Section",
    "TableColumn",
    "TableModel",
    "TableView",
    "Text",
]

_PLACES = {
    "Badge": "badge",
    "Card": "card",
    "CardGrid": "card_grid",
    "EmptyState": "empty_state",
    "FigureCard": "figure_card",
    "Notice": "notice",
    "NumberField": "number_field",
    "Page": "page",
    "ProgressStrip": "progress_strip",
    "Section": "section",
    "TableColumn": "table_model",
    "TableModel": "table_model",
    "TableView": "table_view",
    "Text": "text",
}


def __getattr__(name: str) -> type:
    if name not in _PLACES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)

"""The parts that pages are built of: cards, figures, fields, tables, empty states."""

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

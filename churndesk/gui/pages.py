"""The pages in the order of the rail. A page is made when it is first shown, so that the window opens at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtWidgets import QWidget

from churndesk.gui.desk import Desk
from churndesk.words import message, sense

if TYPE_CHECKING:
    from typing import TypeAlias

    from churndesk.words import Message

Factory: TypeAlias = Callable[[Desk], QWidget]


class PageEntry(NamedTuple):
    """One page: its key, its name on the rail, its icon, and how it is made.

    `context` says which pickers stand above it: "by", "period", "segment" and "policy".
    """

    key: str
    title: Message
    icon: str
    make: Factory
    context: frozenset[str] = frozenset()


def _start(desk: Desk) -> QWidget:
    from churndesk.gui.start import StartPage

    return StartPage(desk)


def _data(desk: Desk) -> QWidget:
    from churndesk.gui.data import DataPage

    return DataPage(desk)


def _overview(desk: Desk) -> QWidget:
    from churndesk.gui.overview import OverviewPage

    return OverviewPage(desk)


def _calculator(key: str) -> Factory:
    def make(desk: Desk) -> QWidget:
        from churndesk.gui.calculators import CalculatorPage

        return CalculatorPage(desk, key)

    return make


def _customers(desk: Desk) -> QWidget:
    from churndesk.gui.customers import CustomersPage

    return CustomersPage(desk)


def _actions(desk: Desk) -> QWidget:
    from churndesk.gui.actions import ActionsPage

    return ActionsPage(desk)


def _report(desk: Desk) -> QWidget:
    from churndesk.gui.report import ReportPage

    return ReportPage(desk)


_ALL: Final = frozenset({"by", "period", "segment", "policy"})

PAGES: Final[tuple[PageEntry, ...]] = (
    PageEntry("start", sense("page", "Start"), "house", _start),
    PageEntry("data", message("Data"), "database", _data),
    PageEntry("overview", message("Overview"), "layout-dashboard", _overview, _ALL),
    PageEntry("churn", sense("page", "Churn"), "trending-down", _calculator("churn"), _ALL),
    PageEntry("retention", sense("page", "Retention"), "repeat", _calculator("retention"), _ALL),
    PageEntry("revenue", sense("page", "Revenue"), "coins", _calculator("revenue"), _ALL),
    PageEntry("cost", message("Loss cost"), "wallet", _calculator("cost"), _ALL),
    PageEntry("customers", message("Customers"), "users", _customers, _ALL),
    PageEntry("actions", message("Actions"), "list-checks", _actions),
    PageEntry("report", message("Report"), "file-text", _report, _ALL),
)


def page(key: str) -> PageEntry:
    """The page of that key."""
    return next(entry for entry in PAGES if entry.key == key)

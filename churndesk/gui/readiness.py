"""What is loaded behind the window once it is painted, so that nobody waits for it later."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING

from churndesk.gui.say import language
from churndesk.scratch import sweep

if TYPE_CHECKING:
    from collections.abc import Callable

#: In the order in which a person may need them: the figures of a project, the import of a table, charts, the copies.
MODULES = (
    "pandas",
    "babel.dates",
    "babel.numbers",
    "churndesk.analysis",
    "churndesk.shapes",
    "churndesk.reading.reader",
    "churndesk.gui.importing",
    "churndesk.project.recovery",
    "churndesk.project.opening",
    "churndesk.gui.disk",
    "pyqtgraph",
    "churndesk.gui.overview",
    "churndesk.gui.figures",
    "churndesk.gui.customers",
    "churndesk.gui.actions",
    "churndesk.gui.report",
    "churndesk.gui.data",
    "churndesk.gui.what_if",
)


def load(wanted: Callable[[], bool]) -> None:
    """Loads one module after the other for as long as `wanted` says so; for a thread beside the window's.

    Then it says a number and a day, for which the language reads its tables, and clears away what an earlier start left
    behind when it crashed.
    """
    for module in MODULES:
        if not wanted():
            return
        import_module(module)
    language().number(0.5)
    language().day(date(2024, 1, 1))
    sweep()

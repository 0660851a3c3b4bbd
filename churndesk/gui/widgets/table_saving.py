"""Saving whatever table is on the screen: as a workbook or as CSV, in the order and with the rows that are shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from churndesk.gui import ask
from churndesk.gui.say import language
from churndesk.gui.tasks import Tasks
from churndesk.gui.widgets.surroundings import around
from churndesk.gui.widgets.table_model import plain_value
from churndesk.words import Money, Rate, message

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from churndesk.gui.widgets.table_model import TableColumn, TableModel
    from churndesk.progress import Report
    from churndesk.words import Language, NotPossible

#: The kinds of files that a table can be saved as.
KINDS = (
    (message("Workbook"), (".xlsx",)),
    (message("Text table (CSV)"), (".csv",)),
)


def save_table(widget: QWidget, model: TableModel, name: str) -> None:
    """Asks where to, and writes the rows that the model shows, in the background; `name` is what the table is called.

    What can't be written is said in a dialog.
    """
    place = around(widget)
    proposed = ask.file_name(name, ".xlsx")
    path = ask.save_file(
        widget,
        message("Save the table"),
        KINDS,
        str(Path(place.store.folder) / proposed) if place is not None else proposed,
    )
    if path is None:
        return
    tasks = place.tasks if place is not None else Tasks(widget, inline=True)
    tasks.run(
        _write,
        model.columns,
        model.rows,
        name,
        path,
        language(),
        done=lambda _nothing: None if place is None else place.tell_written(path),
        failed=lambda refusal: _refuse(widget, refusal),
        title=message("Writing {file}", file=path.name),
        key="table file",
    )


def _refuse(widget: QWidget, refusal: NotPossible) -> None:
    ask.tell(widget, message("The table could not be saved"), refusal.sentence)


def _write(  # noqa: PLR0917  (called by the tasks, with what was on the screen)
    columns: tuple[TableColumn, ...],
    rows: tuple[int, ...],
    name: str,
    path: Path,
    spoken: Language,
    report: Report,
) -> None:
    """Runs off the GUI thread."""
    from churndesk.export import Listing, write_table

    lines = list(zip(*([_typed(column, row) for row in rows] for column in columns), strict=True))
    listing = Listing(tuple(column.title for column in columns), lines)
    write_table(listing, message("{name}", name=name), path, spoken, report)


def _typed(column: TableColumn, row: int) -> Any:
    """The cell as a value that bears its unit."""
    value = plain_value(column.values[row])
    if value is None or value == "":
        return None
    if column.kind == "money":
        return Money(value, column.currency)
    if column.kind == "rate":
        return Rate(value)
    return value

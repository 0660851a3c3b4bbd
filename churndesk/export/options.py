"""What can be chosen about a report that is handed over, the same for workbook and PDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from churndesk.export.sheets import SheetKind

Paper: TypeAlias = Literal["a4", "letter"]


@dataclass(frozen=True, slots=True)
class WorkbookOptions:
    """What to hand over.

    `sheets` are the keys of those that are wanted, None for all that have something to say. `periods` is how many of
    the last periods are shown, None for all; the chosen one is always among them, and no figure depends on it.
    """

    sheets: tuple[str, ...] | None = None
    paper: Paper = "a4"
    periods: int | None = None

    def wants(self, kind: SheetKind) -> bool:
        """Whether that sheet is to be written."""
        return self.sheets is None or kind.key in self.sheets


#: Everything, on A4.
EVERYTHING = WorkbookOptions()

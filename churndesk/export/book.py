"""A workbook file of XlsxWriter's: written beside its place, streamed to disk where it is large, put there whole."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from churndesk.export.target import written_beside
from churndesk.scratch import scratch_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xlsxwriter import Workbook

    from churndesk.progress import Report
    from churndesk.words import Language


@contextmanager
def book_at(path: Path, language: Language, *, streamed: bool) -> Iterator[Workbook]:
    """Gives an empty workbook, which stands at `path` when the block ends without an error.

    `streamed` writes rows to disk as they come instead of holding them in memory: they must come in their order.

    Raises:
        NotPossible: the file can't be written there.
    """
    from xlsxwriter.exceptions import FileCreateError

    from churndesk.export.look import FONTS

    with (
        written_beside(path) as beside,
        scratch_folder() as scratch,
        beside.open("wb") as file,
    ):
        workbook = _workbook(file, scratch, FONTS.get(language.code), streamed=streamed)
        try:
            yield workbook
            workbook.close()
        except FileCreateError as error:
            raise OSError(str(error)) from error
        finally:
            _let_go(workbook)


def _workbook(file: object, scratch: str, font: str | None, *, streamed: bool) -> Workbook:
    import xlsxwriter

    return xlsxwriter.Workbook(
        file,
        {
            "constant_memory": streamed,
            "tmpdir": scratch,
            # A cell's text stays text, whatever it looks like.
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
            "nan_inf_to_errors": False,
            "default_format_properties": {"font_name": font} if font else {},
        },
    )


def _let_go(workbook: Workbook) -> None:
    """Closes the files that rows were streamed to, which a workbook that isn't finished keeps open."""
    for sheet in workbook.worksheets():
        streamed = getattr(sheet, "row_data_fh", None)
        if streamed is not None:
            streamed.close()


class RowsWritten:
    """Turns rows into progress: from 2 % to 90 %, the rest is packing."""

    def __init__(self, report: Report, rows: int) -> None:
        self._report = report
        self._rows = max(rows, 1)
        self._done = 0

    @property
    def fraction(self) -> float:
        """The share that is done."""
        return 0.02 + 0.88 * self._done / self._rows

    def advance(self, rows: int) -> None:
        """Notes that so many more rows are written.

        Raises:
            Cancelled: the work is no longer wanted.
        """
        self._done += rows
        self._report(self.fraction)

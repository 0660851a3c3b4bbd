"""A preview that agrees with the file as it was read whole."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from churndesk import reading
from churndesk.words import message

if TYPE_CHECKING:
    from pathlib import Path

    from churndesk.reading.table import Preview, RawTable, ReadOptions


def agreeing(preview: Preview | None, table: RawTable, path: Path, options: ReadOptions) -> Preview | None:
    """The preview, made anew and with a remark where the whole file is read otherwise than its beginning looked.

    A letter that tells the encoding may stand a gigabyte further down.
    """
    if preview is None or preview.table.dialect.encoding == table.dialect.encoding:
        return preview
    again = reading.preview(path, replace(options, encoding=table.dialect.encoding))
    told = message(
        "Further down the file it turned out that its letters are written as {encoding}; the rows are shown anew.",
        encoding=table.dialect.encoding.upper(),
    )
    return replace(again, remarks=(told, *again.remarks))

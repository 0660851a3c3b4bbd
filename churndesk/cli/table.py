"""`churndesk table`: each file's table as it was understood, as plain CSV."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from churndesk.cli.outcome import DONE, UNUSABLE, complain_of
from churndesk.reading import NoRows, read, write_table
from churndesk.words import Language, NotPossible, message

if TYPE_CHECKING:
    from pathlib import Path

    from churndesk.cli.arguments import Arguments
    from churndesk.reading import RawTable


def table(arguments: Arguments) -> int:
    """Writes DIR/NAME.csv for every file, or sheet asked for, that can be read; 1 where one can't."""
    language = Language(arguments.language)
    folder = arguments.folder
    if folder is None:
        raise TypeError("table is parsed with a folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error
    taken: set[str] = set()
    code = DONE
    for path in arguments.files:
        for sheet in arguments.sheets or (None,):
            target = folder / _free_name(path, taken)
            try:
                _write(path, replace(arguments, options=replace(arguments.options, sheet=sheet)), target)
            except NotPossible as refusal:
                complain_of(refusal, language)
                code = UNUSABLE
    return code


def _write(path: Path, arguments: Arguments, target: Path) -> None:
    try:
        _put(read(path, arguments.options), target)
    except NoRows as refusal:
        # Headings without rows are a table, though nothing can be reported on: it is written, and said.
        _put(refusal.table, target)
        raise


def _put(understood: RawTable, target: Path) -> None:
    try:
        with target.open("w", encoding="utf-8", newline="") as stream:
            write_table(understood, stream)
    except OSError as error:
        raise _unwritable(target, error) from error


def _unwritable(path: Path, error: OSError) -> NotPossible:
    return NotPossible(
        message("{file} could not be written: {why}.", file=str(path), why=error.strerror or type(error).__name__)
    )


def _free_name(path: Path, taken: set[str]) -> str:
    """The file's name with its last ending replaced by .csv; the second of one name gets -2 before it."""
    number, name = 1, f"{path.stem}.csv"
    while name.casefold() in taken:
        number += 1
        name = f"{path.stem}-{number}.csv"
    taken.add(name.casefold())
    return name

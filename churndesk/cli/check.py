"""`churndesk check`: what would be imported, with every doubt."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from churndesk import importing, shapes
from churndesk.cli.arguments import PRINTED
from churndesk.cli.inputs import tables_of
from churndesk.cli.outcome import DONE, UNUSABLE, complain_of, tell
from churndesk.export.figures import problem_record, source_records
from churndesk.words import Language, NotPossible

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from churndesk.cli.arguments import Arguments
    from churndesk.reading.table import RawTable
    from churndesk.words import Doubt


def check(arguments: Arguments) -> int:
    """Says for each file what would be imported; 1 where one can't be imported at all, 0 with doubts.

    Customer lists of several days are told as the one table that they make.
    """
    language = Language(arguments.language)
    code, records = DONE, []
    for paths in _sets(arguments):
        path = paths[0]
        try:
            tables = tuple(table for path in paths for table in tables_of(arguments, path))
            if arguments.json != PRINTED:
                for sentence in importing.check_text(tables, arguments.given):
                    tell(sentence, language)
            records.append(_record(tables, arguments, language))
        except NotPossible as refusal:
            complain_of(refusal, language)
            records.append({"file": path.name, "error": language.say(refusal.sentence)})
            code = UNUSABLE
    if arguments.json is not None:
        _write(json.dumps({"files": records}, ensure_ascii=False, indent=1), arguments.json)
    return code


def _write(text: str, path: Path) -> None:
    if path == PRINTED:
        print(text)
    else:
        path.write_text(text, encoding="utf-8")


def _sets(arguments: Arguments) -> list[tuple[Path, ...]]:
    """The files one by one, or all together where they are lists of several days."""
    alone = [(path,) for path in arguments.files]
    if len(alone) == 1:
        return list(alone)
    try:
        tables = tuple(table for path in arguments.files for table in tables_of(arguments, path))
    except NotPossible:
        return list(alone)
    alike = all(table.headings == tables[0].headings for table in tables)
    together = alike and shapes.suggest(tables[0], arguments.given, tables[1:]).mapping.shape == "lists"
    return [arguments.files] if together else list(alone)


def _record(tables: Sequence[RawTable], arguments: Arguments, language: Language) -> dict[str, Any]:
    suggestion = shapes.suggest(tables[0], arguments.given, tables[1:])
    table = tables[0]
    record: dict[str, Any] = {
        "file": table.file,
        "sheet": table.dialect.sheet,
        "kind": table.dialect.kind,
        "encoding": table.dialect.encoding,
        "delimiter": table.dialect.delimiter,
        "header_rows": list(table.header_rows),
        "rows": sum(map(len, tables)),
        "set_aside": [
            {"first": aside.first, "last": aside.last, "reason": aside.reason, "text": aside.text}
            for aside in table.set_aside
        ],
        "shape": suggestion.mapping.shape,
        "columns": [
            {"heading": use.heading, "role": use.role, "format": use.format} for use in suggestion.mapping.columns
        ],
        "doubts": [_doubt(doubt, language) for doubt in suggestion.doubts],
        "problems": [problem_record(problem, language) for problem in table.problems],
    }
    try:
        record["source"] = source_records(shapes.understand(tables, suggestion.mapping), language)
    except NotPossible as refusal:
        record["not_yet"] = language.say(refusal.sentence)
    return record


def _doubt(doubt: Doubt, language: Language) -> dict[str, Any]:
    return {
        "code": doubt.code,
        "text": language.say(doubt.text),
        "about": doubt.about,
        "option": doubt.option,
        "changes_figure": doubt.changes_figure,
        "choices": [{"value": choice.value, "label": language.say(choice.label)} for choice in doubt.choices],
    }

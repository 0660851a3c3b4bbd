"""`churndesk check`: what would be imported, with every doubt."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from churndesk import importing, shapes
from churndesk.cli.command import DONE, UNUSABLE, complain, tell
from churndesk.cli.inputs import tables_of
from churndesk.export.figures import problem_record, source_records
from churndesk.words import Language, NotPossible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from churndesk.cli.arguments import Arguments
    from churndesk.reading.table import RawTable
    from churndesk.words import Doubt


def check(arguments: Arguments) -> int:
    """Says for each file what would be imported; 1 where one can't be imported at all, 0 with doubts."""
    language = Language(arguments.language)
    code, records = DONE, []
    for path in arguments.files:
        try:
            tables = tables_of(arguments, path)
            for sentence in importing.check_text(tables, arguments.given):
                tell(sentence, language)
            records.append(_record(tables, arguments, language))
        except NotPossible as refusal:
            complain(refusal.sentence, language)
            records.append({"file": path.name, "error": language.say(refusal.sentence)})
            code = UNUSABLE
    if arguments.json is not None:
        arguments.json.write_text(json.dumps({"files": records}, ensure_ascii=False, indent=1), encoding="utf-8")
    return code


def _record(tables: Sequence[RawTable], arguments: Arguments, language: Language) -> dict[str, Any]:
    suggestion = shapes.suggest(tables[0], arguments.given)
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

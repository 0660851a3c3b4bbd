"""A copy to be shared: codes in the place of customers, and nothing that anybody has written freely.

The codes are the same in every copy made with one key, so that a reader can follow a customer from month to month;
without the key nobody can tell whom they stand for, not even by trying out ids.
"""

from __future__ import annotations

import base64
import hmac
import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from churndesk.export.delimited import ENGLISH, Listing, write_csv
from churndesk.ledger import SnapshotLedger
from churndesk.ledger.dataset import PaymentRows, SnapshotRows, SpellRows
from churndesk.progress import silent
from churndesk.project.closed import with_other_ids
from churndesk.words import Message, Series, message

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy.typing as npt

    from churndesk.analysis import Study
    from churndesk.ledger.dataset import Category, Customers, Dataset, Rows, SourceFile, UndatedRows
    from churndesk.metrics import SnapshotFigures
    from churndesk.progress import Report
    from churndesk.project.project import Action, Project
    from churndesk.words import Language, Problem, Value

#: A column with more values than this, or with a value for fewer than so many rows, was written freely.
_MOST_VALUES, _FEWEST_ROWS = 20, 2
_LENGTH = 12
_LEFT_OUT = "…"


def new_key() -> str:
    """A key that nobody can guess, to be kept with the project and apart from the copies."""
    return secrets.token_hex(16)


def shared(study: Study, key: str) -> Study:
    """The study with codes for ids, without names, free columns, notes, owners and the cells of problems.

    No figure is another one. A column of reasons or categories stays where its values are few and each stands in
    several rows.
    """
    if study.project.dataset is None:
        return replace(study, project=_without_notes(study.project))
    dataset = _coded(study.project.dataset, key)
    secret = bytes.fromhex(key)
    closed = tuple(with_other_ids(one, lambda name: _code(secret, name)) for one in study.project.closed)
    project = replace(_without_notes(study.project), dataset=dataset, closed=closed)
    ledger = study.ledger
    if isinstance(ledger, SnapshotLedger) and isinstance(dataset.rows, SnapshotRows):
        ledger = replace(ledger, dataset=dataset, rows=dataset.rows)
    elif ledger is not None:
        ledger = replace(ledger, dataset=dataset)
    snapshot = _without_columns(study.snapshot, dataset.rows) if study.snapshot is not None else None
    return replace(study, project=project, ledger=ledger, snapshot=snapshot)


def codes(customers: Customers, key: str) -> list[str]:
    """The code of each customer, such as K7M3-9QX2-AB5C: the id under a keyed hash of 60 bits."""
    secret = bytes.fromhex(key)
    return [_code(secret, str(one)) for one in customers.ids]


def _code(secret: bytes, name: str) -> str:
    digest = hmac.digest(secret, name.encode("utf-8", "surrogatepass"), "sha256")
    text = base64.b32encode(digest).decode()[:_LENGTH]
    return "-".join(text[place : place + 4] for place in range(0, _LENGTH, 4))


def write_key(dataset: Dataset, key: str, path: Path, language: Language = ENGLISH, report: Report = silent) -> None:
    """Writes whom each code stands for, as CSV: for the owner alone.

    Raises:
        NotPossible: the file can't be written there.
        Cancelled: `report` said so; nothing is left behind.
    """
    customers = dataset.customers
    names = [None] * len(customers) if customers.names is None else customers.names.tolist()
    known = zip(codes(customers, key), customers.ids.tolist(), names, strict=True)
    rows = [[code, str(one), name or None] for code, one, name in known]
    headings = (message("Code"), message("Customer"), message("Name"))
    write_csv(Listing(headings, rows), path, language, report)


def _coded(dataset: Dataset, key: str) -> Dataset:
    ids = np.array(codes(dataset.customers, key), dtype=object)
    return replace(
        dataset,
        customers=replace(dataset.customers, ids=ids, names=None),
        rows=_without_free_columns(dataset.rows),
        sources=tuple(_without_cells(source) for source in dataset.sources),
        undated=None if dataset.undated is None else _without_ids(dataset.undated, key),
    )


def _without_ids(rows: UndatedRows, key: str) -> UndatedRows:
    secret = bytes.fromhex(key)
    ids = np.array([_code(secret, str(one)) for one in rows.ids], dtype=object)
    return replace(rows, ids=ids, categories=_kept(rows.categories))


def _without_free_columns(rows: Rows) -> Rows:
    if isinstance(rows, SpellRows):
        reason = rows.reason if rows.reason is not None and _few(rows.reason) else None
        return replace(rows, reason=reason, categories=_kept(rows.categories))
    if isinstance(rows, PaymentRows | SnapshotRows):
        return replace(rows, categories=_kept(rows.categories))
    return rows


def _kept(categories: Sequence[Category]) -> tuple[Category, ...]:
    return tuple(category for category in categories if _few(category))


def _few(category: Category) -> bool:
    """Whether the column is one of categories: few values, and none that stands for one row alone."""
    counts: npt.NDArray[np.int64] = np.bincount(category.codes[category.codes >= 0], minlength=1)
    used = counts[counts > 0]
    return len(used) <= _MOST_VALUES and bool((used >= _FEWEST_ROWS).all())


def _without_columns(figures: SnapshotFigures, rows: Rows) -> SnapshotFigures:
    """The breakdowns by columns that are still there."""
    there = {category.heading for category in getattr(rows, "categories", ())}
    return replace(figures, by=tuple(one for one in figures.by if one.heading in there))


def _without_cells(source: SourceFile) -> SourceFile:
    return replace(source, problems=tuple(_without_cell(problem) for problem in source.problems))


def _without_cell(problem: Problem) -> Problem:
    """The problem without what stood in the cell, in its sentence too."""
    said = {problem.file, problem.sheet, problem.column}
    return replace(problem, cell="", text=_without_texts(problem.text, said))


def _without_texts(sentence: Message, said: set[str]) -> Message:
    """The sentence with an ellipsis for every text that isn't the program's own or one of those `said` anyway."""

    def cleaned(value: Value) -> Value:
        if isinstance(value, str):
            return value if value in said else _LEFT_OUT
        if isinstance(value, Series):
            return Series(tuple(cleaned(item) for item in value.items))
        return _without_texts(value, said) if isinstance(value, Message) else value

    return replace(sentence, values=tuple((name, cleaned(value)) for name, value in sentence.values))


def _without_notes(project: Project) -> Project:
    return replace(project, actions=tuple(_without_note(action) for action in project.actions))


def _without_note(action: Action) -> Action:
    steps = tuple((key, replace(step, owner="", note="")) for key, step in action.steps)
    return replace(action, owner="", note="", steps=steps)

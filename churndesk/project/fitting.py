"""Whether a value that was read from a file is of the kind that its field declares.

A file from a stranger may hold a date where a name belongs. Such a file is refused when it is opened, not met by a
page that is being painted.
"""

from __future__ import annotations

import types
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

import numpy as np
import numpy.typing as npt

from churndesk.ledger import dataset as ledger_rows
from churndesk.ledger.calendar import Granularity
from churndesk.project.closed import ClosedPeriod
from churndesk.project.damage import DamagedRecord
from churndesk.shapes.mapping import Mapping
from churndesk.words.message import Message
from churndesk.words.problem import Problem

if TYPE_CHECKING:
    from churndesk.project.record import Array

#: The names that annotations use and that their modules import for the type checker alone.
_NAMES = {
    "date": date,
    "np": np,
    "npt": npt,
    "ClosedPeriod": ClosedPeriod,
    "Dataset": ledger_rows.Dataset,
    "Granularity": Granularity,
    "Mapping": Mapping,
    "Problem": Problem,
    "Message": Message,
    "Days": npt.NDArray[np.datetime64],
    "Amounts": npt.NDArray[np.float64],
    "Indices": npt.NDArray[np.int32],
    "Flags": npt.NDArray[np.bool_],
}

#: Numbers of any width stand for each other; days and texts only for themselves.
_NUMBERS = "biuf"


def check(value: Any) -> None:
    """Passes over a dataclass that is as declared.

    Raises:
        DamagedRecord: a field holds something else, or a table's columns don't belong together.
    """
    for name, hint in _hints(type(value)).items():
        if not fits(getattr(value, name), hint):
            raise DamagedRecord(f"{type(value).__name__}.{name}")
    if isinstance(value, ledger_rows.Dataset):
        _check_columns(value)


def fits(value: Any, hint: Any) -> bool:
    """Whether the value is of that kind; what is inside another dataclass was checked when that was made."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Literal:
        return isinstance(value, str) and value in inner
    if origin in {Union, types.UnionType}:
        return any(fits(value, one) for one in inner)
    if origin is tuple:
        return isinstance(value, tuple) and _fits_tuple(value, inner)
    if origin is np.ndarray:
        return isinstance(value, np.ndarray) and _fits_array(value, inner[1])
    return hint is Any or isinstance(value, (int, float) if hint is float else hint)


def _fits_tuple(value: tuple[Any, ...], kinds: tuple[Any, ...]) -> bool:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return all(fits(item, kinds[0]) for item in value)
    return len(value) == len(kinds) and all(fits(item, kind) for item, kind in zip(value, kinds, strict=True))


def _fits_array(value: Array, dtype: Any) -> bool:
    wanted = np.dtype(get_args(dtype)[0]).kind
    return value.ndim == 1 and (value.dtype.kind == wanted or (value.dtype.kind in _NUMBERS and wanted in _NUMBERS))


def _hints(kind: type) -> dict[str, Any]:
    # Sentences and numbers in words are only ever said; a wrong one is said wrong.
    if kind.__module__.startswith("churndesk.words"):
        return {}
    if kind not in _HINTS:
        hints = get_type_hints(kind, localns=_NAMES)
        _HINTS[kind] = {field.name: hints[field.name] for field in fields(kind)}
    return _HINTS[kind]


_HINTS: dict[type, dict[str, Any]] = {}


def _check_columns(dataset: ledger_rows.Dataset) -> None:
    """Every column is as long as its table, and what points into another table points at something."""
    rows = dataset.rows
    columns = [value for field in fields(rows) if isinstance(value := getattr(rows, field.name), np.ndarray)]
    categories = [*getattr(rows, "categories", ())]
    categories += [one for name in ("reason", "score") if (one := getattr(rows, name, None)) is not None]
    lengths = {len(column) for column in [*columns, *(one.codes for one in categories)]}
    sound = len(lengths) <= 1 and all(_within(one.codes, -1, len(one.values)) for one in categories)
    if not isinstance(rows, ledger_rows.PeriodRows):
        sound = sound and _within(rows.customer, 0, len(dataset.customers))
    sound = sound and (dataset.undated is None or _undated_fit(dataset.undated, len(dataset.customers)))
    names = dataset.customers.names
    if not sound or (names is not None and len(names) != len(dataset.customers)):
        raise DamagedRecord("columns")


def _undated_fit(rows: ledger_rows.UndatedRows, customers: int) -> bool:
    columns = [value for field in fields(rows) if isinstance(value := getattr(rows, field.name), np.ndarray)]
    lengths = {len(column) for column in [*columns, *(one.codes for one in rows.categories)]}
    return (
        len(lengths) <= 1
        and _within(rows.customer, -1, customers)
        and all(_within(one.codes, -1, len(one.values)) for one in rows.categories)
    )


def _within(indices: Array, least: int, end: int) -> bool:
    return len(indices) == 0 or (int(indices.min()) >= least and int(indices.max()) < end)

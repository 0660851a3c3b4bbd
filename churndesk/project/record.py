"""Values as plain JSON and numpy columns, and back: the only form in which a project is kept. Nothing is pickled.

A dataclass becomes {"": its name, field: value …}, a date {"": "date", "day": …}, a column {"": "array", "at": number}.
Only the classes of `KEPT` are read back; whatever else stands in a file is refused.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from churndesk.ledger import dataset as ledger_rows
from churndesk.ledger.policy import Policy
from churndesk.project import closed
from churndesk.project import project as document
from churndesk.project.damage import DamagedRecord, NewerRecord
from churndesk.project.fitting import check
from churndesk.shapes import mapping
from churndesk.words.message import Amount, Message, Money, PeriodName, Rate, Series
from churndesk.words.problem import Problem

Array: TypeAlias = npt.NDArray[Any]

#: Every class that a project file may hold, by the name that stands in the file. A name, once used, stays.
KEPT: dict[str, type] = {
    kept.__name__: kept
    for kept in (
        document.Project, document.Source, document.View, document.Action, document.StepNote,
        document.ReportChoices, closed.ClosedPeriod, Policy,
        mapping.Mapping, mapping.ColumnUse, mapping.Edits,
        ledger_rows.Dataset, ledger_rows.Customers, ledger_rows.SourceFile, ledger_rows.Category,
        ledger_rows.UndatedRows, ledger_rows.SpellRows, ledger_rows.PaymentRows, ledger_rows.PeriodRows,
        ledger_rows.SnapshotRows,
        Problem, Message, Rate, Money, Amount, PeriodName, Series,
    )
}  # fmt: skip


def plain(value: Any, arrays: list[Array]) -> Any:
    """The value as JSON's own types; its columns are appended to `arrays`."""
    if isinstance(value, np.generic):
        return value.item()
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, tuple):
        return [plain(item, arrays) for item in value]
    if isinstance(value, date) and not isinstance(value, datetime):
        return {"": "date", "day": value.isoformat()}
    if isinstance(value, np.ndarray):
        arrays.append(value)
        return {"": "array", "at": len(arrays) - 1}
    if is_dataclass(value) and KEPT.get(type(value).__name__) is type(value):
        parts = {field.name: plain(getattr(value, field.name), arrays) for field in fields(value)}
        return {"": type(value).__name__, **parts}
    raise TypeError(f"{type(value).__name__} has no place in a project file")


def value_of(record: Any, arrays: list[Array], left_out: list[str] | None = None) -> Any:
    """The value that `plain` made the record from; lists come back as tuples.

    With `left_out`, what only a newer version knows is left out and its name appended there.

    Raises:
        DamagedRecord: a missing column, a field of another kind.
        NewerRecord: an unknown class or field, and nothing may be left out.
    """
    try:
        return _value(record, arrays, left_out)
    except RecursionError as error:
        raise DamagedRecord("depth") from error


def _value(record: Any, arrays: list[Array], left_out: list[str] | None) -> Any:
    if isinstance(record, list):
        return tuple(_value(item, arrays, left_out) for item in record)
    if not isinstance(record, dict):
        return record
    parts = dict(record)
    name = parts.pop("", None)
    try:
        if name == "date":
            return date.fromisoformat(parts["day"])
        if name == "array":
            return arrays[parts["at"]]
        return _kept(name, parts, arrays, left_out)
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise DamagedRecord(str(name)) from error


def _kept(name: Any, parts: dict[str, Any], arrays: list[Array], left_out: list[str] | None) -> Any:
    if not isinstance(name, str) or name not in KEPT:
        raise NewerRecord(str(name))
    kind = KEPT[name]
    known = {field.name for field in fields(kind)}
    if parts.keys() - known and left_out is None:
        raise NewerRecord(name)
    values = {}
    for field in parts.keys() & known:
        try:
            values[field] = _value(parts[field], arrays, left_out)
        except NewerRecord:
            if left_out is None:
                raise
            left_out.append(f"{name}.{field}")
    if left_out is not None:
        left_out += [f"{name}.{field}" for field in parts.keys() - known]
    value = kind(**values)
    check(value)
    return value


def packed_texts(texts: Array) -> tuple[Array, Array]:
    """A column of texts as UTF-8 bytes end to end, and the length of each (-1 for None)."""
    encoded = [None if text is None else str(text).encode("utf-8", "surrogatepass") for text in texts.tolist()]
    lengths = np.array([-1 if text is None else len(text) for text in encoded], dtype=np.int64)
    return np.frombuffer(b"".join(text for text in encoded if text), dtype=np.uint8), lengths


def unpacked_texts(encoded: Array, lengths: Array) -> Array:
    """The column of texts that `packed_texts` packed."""
    if lengths.dtype.kind != "i" or encoded.dtype != np.uint8 or (len(lengths) and int(lengths.max()) > len(encoded)):
        raise DamagedRecord("texts")
    ends = np.cumsum(np.maximum(lengths, 0))
    if len(ends) and int(ends[-1]) != len(encoded):
        raise DamagedRecord("texts")
    raw = encoded.tobytes()
    texts = np.empty(len(lengths), dtype=object)
    starts = ends - np.maximum(lengths, 0)
    for index, (start, end, length) in enumerate(zip(starts.tolist(), ends.tolist(), lengths.tolist(), strict=True)):
        texts[index] = None if length < 0 else raw[start:end].decode("utf-8", "surrogatepass")
    return texts

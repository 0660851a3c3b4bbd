"""The project as the text and the one packed table that a file keeps of it, and back."""

from __future__ import annotations

import hashlib
import json
import threading
from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from churndesk.project.columns import packed, unpacked
from churndesk.project.damage import DamagedRecord
from churndesk.project.project import Project
from churndesk.project.record import plain, value_of

if TYPE_CHECKING:
    from churndesk.ledger.dataset import Dataset
    from churndesk.project.blobs import Blobs

#: Datasets whose packed bytes are kept: the document's, and the one before it, to which undo goes back.
_KEPT = 2


@dataclass(frozen=True, slots=True)
class Packed:
    """A dataset as bytes, and their sha256."""

    digest: str
    data: bytes


@dataclass(frozen=True, slots=True)
class State:
    """The project as JSON, which names its dataset and its sources by digest, and the packed dataset."""

    json: str
    dataset: Packed | None = None


class _PackedDatasets:
    """A project keeps its dataset through a thousand edits; it is packed once, from whichever thread comes first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[int, tuple[Dataset, Packed]] = OrderedDict()

    def of(self, dataset: Dataset) -> Packed:
        """The dataset's packed bytes."""
        with self._lock:
            known = self._kept.get(id(dataset))
            if known is None or known[0] is not dataset:
                blob = packed(dataset)
                return self._take(dataset, Packed(hashlib.sha256(blob).hexdigest(), blob))
            self._kept.move_to_end(id(dataset))
            return known[1]

    def note(self, dataset: Dataset, known: Packed) -> None:
        """Remembers bytes that the dataset was just unpacked from."""
        with self._lock:
            self._take(dataset, known)

    def _take(self, dataset: Dataset, known: Packed) -> Packed:
        self._kept[id(dataset)] = (dataset, known)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return known


_DATASETS = _PackedDatasets()


def state_of(project: Project) -> State:
    """The project as a file keeps it."""
    record = plain(replace(project, dataset=None), [])
    dataset = _DATASETS.of(project.dataset) if project.dataset is not None else None
    if dataset is not None:
        record["dataset"] = dataset.digest
    return State(json.dumps(record), dataset)


def project_of(text: str, blobs: Blobs, left_out: list[str] | None = None) -> Project:
    """The project that `state_of` wrote down, its dataset taken out of the blobs; `left_out` as in `value_of`.

    Raises:
        DamagedRecord: text or dataset are none of ours, or damaged.
    """
    record = parsed(text)
    digest = record.get("dataset")
    project = bare_project(record, left_out)
    if not isinstance(digest, str):
        return project
    blob = blobs.by_digest.pop(digest, None)
    if blob is None or hashlib.sha256(blob).hexdigest() != digest:
        raise DamagedRecord("dataset")
    return replace(project, dataset=dataset_of(blob, digest, left_out))


def dataset_of(blob: bytes, digest: str, left_out: list[str] | None = None) -> Dataset:
    """The dataset that was packed into those bytes, which are remembered with it.

    Raises:
        DamagedRecord: they are none of ours.
    """
    dataset = unpacked(blob, left_out)
    _DATASETS.note(dataset, Packed(digest, blob))
    return dataset


def parsed(text: str) -> dict[str, object]:
    """The state's JSON.

    Raises:
        DamagedRecord: it is none.
    """
    try:
        record = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DamagedRecord("json") from error
    if not isinstance(record, dict):
        raise DamagedRecord("json")
    return record


def bare_project(record: dict[str, object], left_out: list[str] | None = None) -> Project:
    """The project without its dataset.

    Raises:
        DamagedRecord: the record is no project.
        NewerRecord: only a newer version knows all that stands in it.
    """
    project = value_of({**record, "dataset": None}, [], left_out)
    if not isinstance(project, Project):
        raise DamagedRecord("project")
    return project

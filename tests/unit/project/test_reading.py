from __future__ import annotations

import json
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from churndesk.project import schema, store
from churndesk.project.blobs import Blobs
from churndesk.project.migrations import MIGRATIONS
from churndesk.project.opening import opened
from churndesk.project.reading import Damaged, NoProject, contents
from churndesk.project.record import KEPT
from churndesk.words import NotPossible
from tests.torture import example
from tests.unit.project.damaged import execute, rewrite_state
from tests.unit.project.test_store import full_project

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLES = sorted((Path(__file__).parents[2] / "data" / "projects").glob("version-*.churndesk"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    blobs = Blobs()
    path = tmp_path / "a.churndesk"
    store.save(full_project(blobs), blobs, path)
    return path


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_file_of_every_version_opens_with_all_that_is_in_it(path: Path) -> None:
    found = opened(path)
    assert found.read_only is None
    assert found.salvaged is None
    blobs = Blobs()
    assert found.project.actions == example.project(blobs, 40).actions
    assert found.project.policy.inactivity_days == 90
    assert found.project.dataset is not None
    assert len(found.project.dataset.rows.row) == 40
    assert example.sources(found.project, found.blobs) == [True, True]


def test_every_version_has_its_example_and_its_migration() -> None:
    assert [path.stem for path in EXAMPLES] == [f"version-{number + 1}" for number in range(schema.VERSION)]
    assert len(MIGRATIONS) == schema.VERSION - 1


def test_the_example_of_this_version_knows_every_field() -> None:
    with stored_record(EXAMPLES[-1]) as record:
        written = {one[""]: set(one) - {""} for one in dicts(record)}
    for name in ("Project", "Source", "View", "Action", "StepNote", "ReportChoices", "Policy", "Mapping", "ColumnUse"):
        known = {field.name for field in fields(KEPT[name])}
        assert written[name] == known, f"{name} has other fields than the stored example: see project/migrations.py"


@contextmanager
def stored_record(path: Path) -> Iterator[dict[str, object]]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as database:
        yield json.loads(database.execute("SELECT json FROM state").fetchone()[0])


def dicts(record: object) -> list[dict[str, object]]:
    if isinstance(record, list):
        return [found for item in record for found in dicts(item)]
    if isinstance(record, dict):
        return [record, *(found for item in record.values() for found in dicts(item))]
    return []


def test_a_newer_file_opens_to_be_looked_at(file: Path) -> None:
    def later(record: dict[str, object]) -> None:
        record["goals"] = [{"": "Goal", "rate": 0.02}]
        record["actions"][0]["mood"] = "hopeful"

    rewrite_state(file, later)
    execute(file, f"PRAGMA user_version = {schema.VERSION + 1}", "CREATE TABLE goal (rate REAL)")
    with pytest.raises(NotPossible) as refusal:
        store.load(file)
    assert "newer version" in refusal.value.sentence.text
    found = opened(file)
    assert found.read_only is not None
    assert "newer version" in found.read_only.text
    assert found.project.name == "Café"
    assert found.project.actions[0].owner == ""
    assert found.project.dataset is not None


def test_unknown_fields_are_a_newer_version_whatever_its_number(file: Path) -> None:
    rewrite_state(file, lambda record: record.update(goals=3))
    assert opened(file).read_only is not None


@pytest.mark.parametrize(
    "forge",
    [
        lambda record: record.update(name=5),
        lambda record: record.update(sources=3),
        lambda record: record["policy"].update(counts="never"),
        lambda record: record["view"].update(period="2024-01-01"),
        lambda record: record.update(actions=[{"": "Policy"}]),
        lambda record: record.update(policy={"": "Popen", "args": "ls"}),
        lambda record: record.update(as_of={"": "date", "day": "soon"}),
        lambda record: record.update(typed=[[["a"], 1]]),
    ],
)
def test_what_no_version_has_written_is_refused(file: Path, forge: object) -> None:
    rewrite_state(file, forge)
    with pytest.raises(NotPossible):
        store.load(file)


def test_a_record_nested_without_end_is_refused(file: Path) -> None:
    with stored_record(file) as record:
        text = json.dumps(record).replace('"Caf\\u00e9"', "[" * 90_000 + "]" * 90_000)
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        schema.write_state(database, text)
    with pytest.raises(Damaged):
        contents(file)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE VIEW extra AS SELECT 1",
        "CREATE TRIGGER run AFTER INSERT ON state BEGIN DELETE FROM blob; END",
        "CREATE TABLE extra (a)",
    ],
)
def test_nothing_but_our_own_tables_is_let_in(file: Path, statement: str) -> None:
    execute(file, statement)
    with pytest.raises(Damaged):
        contents(file)


def test_a_view_in_the_place_of_a_table_is_never_asked(file: Path) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT 1 AS id, max(i) AS json, 2 FROM n"
    execute(file, "DROP TABLE state", f"CREATE VIEW state AS {endless}")
    with pytest.raises(Damaged):
        contents(file)


def test_a_journal_that_lies_beside_the_file_is_not_rolled_back(file: Path) -> None:
    beside = file.with_name(file.name + "-journal")
    beside.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\x00" * 600)
    assert contents(file).project.name == "Café"
    assert beside.exists()


def test_a_bit_that_fell_over_in_a_note_is_noticed(file: Path) -> None:
    data = file.read_bytes()
    file.write_bytes(data.replace(b'"owner": "Ann"', b'"owner": "Bnn"', 1))
    with pytest.raises(Damaged):
        contents(file)


def test_a_folder_and_a_missing_file_get_their_own_sentence(tmp_path: Path) -> None:
    with pytest.raises(NotPossible) as missing:
        contents(tmp_path / "gone.churndesk")
    assert "not there" in missing.value.sentence.text
    with pytest.raises(NotPossible):
        contents(tmp_path)
    (tmp_path / "table.churndesk").write_text("id,start\n")
    with pytest.raises(NoProject):
        contents(tmp_path / "table.churndesk")

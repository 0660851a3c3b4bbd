"""Workbooks under a password, encrypted in the test itself."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from msoffcrypto.format.ooxml import OOXMLFile

from churndesk.cli import run
from churndesk.cli.arguments import PASSWORD
from churndesk.reading import NeedsPassword, ReadOptions, original, preview, read, sheet_names
from churndesk.reading.locked import is_locked
from churndesk.words import Language, NotPossible

if TYPE_CHECKING:
    from pathlib import Path

ROWS = [["customer", "start", "mrr"], ["007", "2024-01-05", 29.5], ["008", "2024-02-11", 40]]


def workbook() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Members")
        for at, row in enumerate(ROWS):
            sheet.write_row(at, 0, row)
    return stream.getvalue()


def encrypted(password: str) -> bytes:
    stream = io.BytesIO()
    OOXMLFile(io.BytesIO(workbook())).encrypt(password, stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def secret() -> bytes:
    return encrypted("Zażółć 7")


@pytest.fixture
def path(tmp_path: Path, secret: bytes) -> Path:
    made = tmp_path / "members.xlsx"
    made.write_bytes(secret)
    return made


def test_without_a_password_the_file_asks_for_one(path: Path) -> None:
    with pytest.raises(NeedsPassword) as refusal:
        read(path)
    assert Language("en").say(refusal.value.sentence).startswith("members.xlsx is protected by a password.")


def test_another_password_is_said_to_be_another(path: Path) -> None:
    with pytest.raises(NeedsPassword) as refusal:
        preview(path, ReadOptions(passwords=("zażółć 7",)))
    assert "doesn't open members.xlsx" in Language("en").say(refusal.value.sentence)


def test_one_of_the_passwords_opens_the_table(path: Path) -> None:
    options = ReadOptions(passwords=("nope", "Zażółć 7"))
    table = read(path, options)
    assert [list(table.headings), *zip(*(column.cells() for column in table.columns), strict=True)] == [
        ROWS[0],
        *map(tuple, ROWS[1:]),
    ]
    assert preview(path, options).table.dialect.kind == "xlsx"
    assert sheet_names(path, options) == ("Members",)


def test_what_a_project_keeps_opens_without_the_password(path: Path, tmp_path: Path) -> None:
    inside = original(path, ReadOptions(passwords=("Zażółć 7",)))
    assert inside.startswith(b"PK")
    again = tmp_path / "kept.xlsx"
    again.write_bytes(inside)
    assert len(read(again)) == 2


def test_a_password_is_in_no_text_that_could_be_logged() -> None:
    assert "hush" not in repr(ReadOptions(passwords=("hush",)))


def test_a_workbook_that_is_only_to_be_kept_from_changes_opens_unasked(tmp_path: Path) -> None:
    path = tmp_path / "final.xlsx"
    path.write_bytes(encrypted("VelvetSweatshop"))
    assert len(read(path)) == 2


def test_a_damaged_one_is_refused_with_a_sentence(tmp_path: Path, secret: bytes) -> None:
    path = tmp_path / "broken.xlsx"
    path.write_bytes(secret[: len(secret) // 2])
    with pytest.raises(NotPossible):
        read(path, ReadOptions(passwords=("Zażółć 7",)))


def test_old_workbooks_are_told_by_the_record_at_their_beginning() -> None:
    begin = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(12)
    assert is_locked(begin + b"\x2f\x00\x36\x00")
    assert is_locked(begin + b"\x86\x00\x00\x00" + b"\x2f\x00\x36\x00")
    assert not is_locked(begin + b"\xe1\x00\x02\x00\xb0\x04\x2f\x00")


def test_commands_take_the_password_from_a_variable(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(["table", str(path), "--to", str(tmp_path)]) == 1
    assert PASSWORD in capsys.readouterr().err
    monkeypatch.setenv(PASSWORD, "Zażółć 7")
    assert run(["table", str(path), "--to", str(tmp_path)]) == 0
    assert (tmp_path / "members.csv").read_text("utf-8").splitlines()[1] == "007,2024-01-05,29.5"

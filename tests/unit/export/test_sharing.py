from __future__ import annotations

import csv
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from churndesk.export import new_key, shared, write_key, write_workbook
from churndesk.export.sharing import codes
from churndesk.ledger.dataset import SpellRows
from churndesk.project.project import Action, StepNote
from churndesk.strategies.catalogue import catalogue
from churndesk.words import Language
from tests.unit.export import studies

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

KEY = "00112233445566778899aabbccddeeff"
ENGLISH = Language("en")
#: What must not be found in a copy.
SECRETS = ("Customer id-00003", "id-00003", "4ever", "Ms Nowak", "call her mother", "on Tuesdays")


def a_study() -> object:
    ids = [f"id-{number:05d}" for number in range(40)]
    data = studies.stays(ids=ids, problems=(studies.problem("4ever"),))
    strategy = catalogue().strategies[0]
    steps = ((strategy.steps[0].key, StepNote(owner="Ms Nowak", note="on Tuesdays")),)
    action = Action(strategy.key, "doing", owner="Ms Nowak", note="call her mother", steps=steps)
    return studies.of(data, actions=(action,))


def texts(path: Path) -> str:
    with zipfile.ZipFile(path) as parts:
        return "".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml"))


def test_the_copy_says_nothing_of_anybody(tmp_path: Path) -> None:
    write_workbook(a_study(), ENGLISH, tmp_path / "own.xlsx")
    write_workbook(shared(a_study(), KEY), ENGLISH, tmp_path / "shared.xlsx")
    own, copy = texts(tmp_path / "own.xlsx"), texts(tmp_path / "shared.xlsx")
    for secret in SECRETS:
        assert secret in own
        assert secret not in copy


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext isn't installed, so nothing reads the file")
def test_the_pages_say_nothing_of_anybody(tmp_path: Path, qapp: QApplication) -> None:
    from churndesk.paper import write_pdf

    said = []
    for name, made in (("own", a_study()), ("shared", shared(a_study(), KEY))):
        write_pdf(made, ENGLISH, tmp_path / f"{name}.pdf")
        command = ["pdftotext", str(tmp_path / f"{name}.pdf"), "-"]
        said.append(subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.decode())
    assert "Ms Nowak" in said[0]
    assert not [secret for secret in SECRETS if secret in said[1]]


@pytest.mark.parametrize("kind", studies.EVERY_KIND)
def test_no_figure_is_another_one(kind: str) -> None:
    own = studies.EVERY_KIND[kind]()
    copy = shared(own, KEY)
    for metric in ("churn_rate", "retention_rate", "gross_churn", "ltv"):
        assert copy.result(metric) == own.result(metric)
    assert copy.customers == own.customers


def test_codes_stay_the_same_under_one_key_and_differ_under_another() -> None:
    customers = studies.stays().customers
    assert codes(customers, KEY) == codes(customers, KEY)
    assert not set(codes(customers, KEY)) & set(codes(customers, new_key()))
    assert len(set(codes(customers, KEY))) == len(customers)
    assert all(re.fullmatch(r"[A-Z2-7]{4}(-[A-Z2-7]{4}){2}", code) for code in codes(customers, KEY))


def test_a_reason_that_one_customer_alone_gave_is_left_out() -> None:
    own = studies.stays()
    assert isinstance(own.rows, SpellRows)
    free = studies._category("Reason", [f"because of {number}" for number in range(40)])
    copy = shared(studies.of(replace(own, rows=replace(own.rows, reason=free))), KEY)
    assert copy.dataset.rows.reason is None
    assert [category.heading for category in copy.dataset.rows.categories] == ["Plan"]


def test_the_key_tells_whom_each_code_stands_for(tmp_path: Path) -> None:
    data = studies.stays(count=3)
    write_key(data, KEY, tmp_path / "key.csv")
    with (tmp_path / "key.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["Code", "Customer", "Name"]
    assert rows[1] == [codes(data.customers, KEY)[0], "00000", "Customer 00000"]

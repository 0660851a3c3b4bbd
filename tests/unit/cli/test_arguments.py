from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from churndesk import resources
from churndesk.cli.arguments import parse
from churndesk.shapes.mapping import Given


def test_everything_that_can_be_said() -> None:
    said = parse([
        "report", "--yes", "a.csv", "--map", "customer=Client = id", "--format", "a=b=dmy", "b.csv", "--policy",
        "inactivity_days=90", "--by", "quarter", "--as-of", "2026-03-31", "-o", "out.xlsx", "--json", "out.json",
        "--header", "none", "--sheet", "Jan", "--sheet", "Feb", "--currency", "EUR", "--shape", "payments",
        "--pdf", "out.pdf",
    ])  # fmt: skip
    assert said.files == (Path("a.csv"), Path("b.csv"))
    assert said.given == Given("payments", (("customer", "Client = id"),), (("a=b", "dmy"),), "EUR", "en")
    assert said.rules == (("inactivity_days", "90"),)
    assert (said.by, said.as_of, said.options.header, said.sheets) == ("quarter", date(2026, 3, 31), 0, ("Jan", "Feb"))
    assert (said.workbook, said.json, said.yes) == (Path("out.xlsx"), Path("out.json"), True)
    assert said.pdf == Path("out.pdf")


@pytest.mark.parametrize(
    "words",
    [
        ["report"],
        ["report", "a.csv", "--header", "0"],
        ["report", "a.csv", "--map", "customer"],
        ["report", "a.csv", "--map", "boss=#1"],
        ["report", "a.csv", "--shape", "circle"],
        ["report", "a.csv", "--as-of", "yesterday"],
        ["report", "a.csv", "--lang", "tlh"],
        ["report", "a.csv", "--from", "2024-01-01"],
        ["report", "a.csv", "--from", "2024-02-01", "--to", "2024-01-01"],
        ["report", "a.csv", "--first-month", "13"],
        ["report", "a.csv", "--first-weekday", "someday"],
        ["report", "a.csv", "--nonsense"],
        ["table", "a.csv"],
        ["--nonsense"],
    ],
)
def test_wrong_arguments_end_with_two_and_a_sentence(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(words)
    assert ended.value.code == 2
    assert "Traceback" not in (said := capsys.readouterr().err)
    assert said.startswith("churndesk: ")


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["report", "--help"]])
def test_version_and_help_end_with_zero(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(words)
    assert ended.value.code == 0
    assert "hurn" in capsys.readouterr().out


def test_a_language_without_a_catalogue_is_not_spoken(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(resources, "path", lambda *_parts: tmp_path)
    with pytest.raises(SystemExit) as ended:
        parse(["report", "a.csv", "--lang", "pl"])
    assert ended.value.code == 2
    assert "not in this version" in capsys.readouterr().err

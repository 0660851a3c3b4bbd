from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import openpyxl
import pytest

from churndesk.cli import run
from churndesk.export import SHEETS
from churndesk.metrics import metric
from churndesk.metrics.wilson import wilson
from churndesk.paper import fonts
from churndesk.words import LANGUAGES, Language, NotPossible

if TYPE_CHECKING:
    from pathlib import Path

MEMBERS = """Member;Joined;Left;Monthly fee
0001;2025-01-05;;40,00
0002;2025-01-07;2025-03-10;40,00
0003;2025-02-01;;60,50
"""
AMBIGUOUS = """Member,Joined,Left
A,03/01/2024,
B,05/01/2024,04/03/2024
C,02/02/2024,06/04/2024
"""


@pytest.fixture
def members(tmp_path: Path) -> Path:
    path = tmp_path / "members.csv"
    path.write_text(MEMBERS, encoding="utf-8")
    return path


def test_report_writes_json_and_workbook_with_the_same_figures(members: Path, tmp_path: Path) -> None:
    out, book = tmp_path / "out.json", tmp_path / "out.xlsx"
    assert run(["report", str(members), "--json", str(out), "-o", str(book), "--as-of", "2025-04-30"]) == 0
    record = json.loads(out.read_text(encoding="utf-8"))
    assert record["shape"] == "customers"
    assert record["as_of"] == "2025-04-30"
    march = record["periods"][2]
    assert (march["start"], march["opening"], march["lost"], march["closing"]) == ("2025-03-01", 3, 1, 2)
    assert march["churn_rate"] == pytest.approx(1 / 3)
    assert march["revenue"]["churned"] == 40.0
    assert march["revenue"]["closing"] == 100.5
    january = record["periods"][0]
    assert january["churn_rate"]["undefined"] == "nothing-at-start"
    assert record["source"] == [
        {"file": "members.csv", "sheet": "", "rows_read": 3, "rows_used": 3, "set_aside": [], "problems": []}
    ]
    assert record["cohorts"] == [
        {"start": "2025-01-01", "size": 2, "active": [2, 2, 1, 1]},
        {"start": "2025-02-01", "size": 1, "active": [1, 1, 1]},
    ]
    assert record["survival"]["days"] == [0, 62, 88, 115]
    assert record["survival"]["survival"] == pytest.approx([1, 2 / 3, 2 / 3, 2 / 3])
    assert record["survival"]["median_days"]["undefined"] == "half-not-gone"
    assert "Summary" in openpyxl.load_workbook(book).sheetnames


def test_a_doubt_stops_the_report_and_names_the_option(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.csv"
    path.write_text(AMBIGUOUS, encoding="utf-8")
    assert run(["report", str(path)]) == 1
    assert "--format" in capsys.readouterr().err
    assert run(["report", str(path), "--format", "Joined=dmy", "--format", "Left=dmy"]) == 0


def test_with_yes_the_first_reading_is_taken_and_listed(tmp_path: Path) -> None:
    path, out = tmp_path / "a.csv", tmp_path / "out.json"
    path.write_text(AMBIGUOUS, encoding="utf-8")
    assert run(["report", str(path), "--yes", "--json", str(out)]) == 0
    [source] = json.loads(out.read_text(encoding="utf-8"))["source"]
    assert any(problem["code"].startswith("assumed-") for problem in source["problems"])


def test_a_file_that_cannot_be_read_costs_a_sentence_and_the_others_are_written(
    members: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page, folder = tmp_path / "login.csv", tmp_path / "out"
    page.write_bytes(b"<!DOCTYPE html><html><body>Please sign in</body></html>")
    assert run(["table", str(page), str(members), str(members), "--to", str(folder)]) == 1
    said = capsys.readouterr().err
    assert "login.csv" in said
    assert "Traceback" not in said
    assert sorted(path.name for path in folder.iterdir()) == ["members-2.csv", "members.csv"]
    with (folder / "members.csv").open(encoding="utf-8", newline="") as stream:
        assert list(csv.reader(stream))[1] == ["0001", "2025-01-05", "", "40,00"]


def test_a_file_that_is_not_there_costs_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", str(tmp_path / "gone.csv")]) == 1
    assert "gone.csv" in capsys.readouterr().err


def test_check_tells_what_would_be_imported(members: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "check.json"
    assert run(["check", str(members), "--json", str(out)]) == 0
    assert "Member" in capsys.readouterr().out
    [record] = json.loads(out.read_text(encoding="utf-8"))["files"]
    assert [column["role"] for column in record["columns"]] == ["customer", "start", "end", "amount"]


def test_files_with_other_columns_are_not_put_together(members: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n", encoding="utf-8")
    assert run(["report", str(members), str(other), "--yes"]) == 1


@pytest.mark.parametrize("rule", ["sunday=1", "grace_days=many", "counts=never"])
def test_an_unknown_rule_is_a_wrong_argument(members: Path, rule: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(["report", str(members), "--policy", rule])
    assert ended.value.code == 2
    assert "--policy" in capsys.readouterr().err


def test_a_report_by_week_begins_on_monday(members: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    assert run(["report", str(members), "--json", str(out), "--by", "week", "--as-of", "2025-04-30"]) == 0
    periods = json.loads(out.read_text(encoding="utf-8"))["periods"]
    assert [(period["start"], period["end"]) for period in periods[:2]] == [
        ("2024-12-30", "2025-01-05"),
        ("2025-01-06", "2025-01-12"),
    ]
    lost = [period for period in periods if period["lost"]]
    assert [period["start"] for period in lost] == ["2025-03-10"]
    assert (periods[-1]["start"], periods[-1]["complete"]) == ("2025-04-28", False)


def test_a_snapshot_counts_its_time_in_months(tmp_path: Path) -> None:
    path, out = tmp_path / "snapshot.csv", tmp_path / "out.json"
    rows = ["a,1,20,No", "b,34,30,No", "c,2,25,Yes", "d,45,20,No", "e,2,40,Yes"]
    path.write_text("\n".join(["customer id,tenure months,monthly charge,churn", *rows]), encoding="utf-8")
    assert run(["report", str(path), "--yes", "--json", str(out)]) == 0
    record = json.loads(out.read_text(encoding="utf-8"))
    assert record["survival"]["months"] == [0, 1, 2, 34, 45]
    assert record["survival"]["median_months"] == 2
    assert "days" not in record["survival"]
    assert record["cohorts"]["undefined"] == "no-customers"


def test_every_group_of_a_snapshot_has_its_interval(tmp_path: Path) -> None:
    path, out = tmp_path / "snapshot.csv", tmp_path / "out.json"
    rows = [f"c{n},{n % 30},{'Yes' if n % 4 == 0 else 'No'},{'Basic' if n % 2 else 'Pro'}" for n in range(40)]
    path.write_text("\n".join(["customer id,tenure months,churn,plan", *rows]), encoding="utf-8")
    assert run(["report", str(path), "--yes", "--json", str(out)]) == 0
    groups = json.loads(out.read_text(encoding="utf-8"))["snapshot"]["by"]["plan"]
    for group in groups.values():
        low, high = wilson(group["lost"], group["customers"])
        assert (group["low"], group["high"]) == pytest.approx((low, high))
    assert groups["Pro"]["lost"] == 10


def test_headings_without_rows_are_written_and_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bare, folder = tmp_path / "bare.csv", tmp_path / "out"
    bare.write_text("id,name\n", encoding="utf-8")
    assert run(["table", str(bare), "--to", str(folder)]) == 1
    assert "bare.csv" in capsys.readouterr().err
    assert (folder / "bare.csv").read_bytes() == b"id,name\r\n"


def test_missing_days_make_a_range(tmp_path: Path) -> None:
    rows = [f"{n:03},2025-01-05,,active" for n in range(48)]
    rows += ["048,2025-01-05,2025-03-10,cancelled", "049,2025-01-05,,cancelled"]
    path, out = tmp_path / "members.csv", tmp_path / "out.json"
    path.write_text("Member,Joined,Left,Status\n" + "\n".join(rows), encoding="utf-8")
    assert run(["report", str(path), "--json", str(out), "--as-of", "2025-04-30", "--yes"]) == 0
    periods = json.loads(out.read_text(encoding="utf-8"))["periods"]
    assert periods[2]["churn_between"] == {"low": 1 / 50, "high": 2 / 50, "customers_without_date": 1}
    assert periods[2]["churn_rate"] == 1 / 49


def test_answers_to_a_survey_are_in_the_json(tmp_path: Path) -> None:
    path, out = tmp_path / "members.csv", tmp_path / "out.json"
    rows = [f"{n:03},2025-01-05,,{score}" for n, score in enumerate((9, 10, 7, 3, "", 8, 9, 10))]
    path.write_text("Member,Joined,Left,NPS\n" + "\n".join(rows), encoding="utf-8")
    assert run(["report", str(path), "--json", str(out), "--as-of", "2025-04-30", "--yes"]) == 0
    found = json.loads(out.read_text(encoding="utf-8"))["satisfaction"]
    assert (found["kind"], found["answers"], found["score"]) == ("nps", 7, pytest.approx(3 / 7))
    assert found["left"] == {"undefined": "no-answers", "text": "There is no score on the scale."}


def test_only_contracts_up_for_renewal_are_at_risk(tmp_path: Path) -> None:
    rows = [f"{n:03},2024-03-10,,2025-03-10" for n in range(4)]
    rows += ["004,2024-03-10,2025-03-10,2025-03-10", "005,2024-06-01,,2025-06-01"]
    path, out = tmp_path / "contracts.csv", tmp_path / "out.json"
    path.write_text("Member,Joined,Left,Renewal date\n" + "\n".join(rows), encoding="utf-8")
    arguments = ["report", str(path), "--json", str(out), "--as-of", "2025-04-30", "--policy", "at_risk=due", "--yes"]
    assert run(arguments) == 0
    record = json.loads(out.read_text(encoding="utf-8"))
    march = next(one for one in record["periods"] if one["start"] == "2025-03-01")
    assert march["renewals"] == {"due": 5, "renewed": 4, "not_renewed": 1, "undecided": 0}
    assert (march["churn_rate"], march["retention_rate"]) == (0.2, 0.8)
    assert record["periods"][-1]["churn_rate"]["undefined"] == "nothing-at-start"


def has_font(language: Language) -> bool:
    """Whether this computer can print the language; a bare one has no fonts for East Asia."""
    try:
        fonts.check(language)
    except NotPossible:
        return False
    return True


@pytest.mark.parametrize("code", [code for code, _ in LANGUAGES])
def test_a_report_speaks_each_language(
    code: str, members: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], qapp: object
) -> None:
    book, paper = tmp_path / "out.xlsx", tmp_path / "out.pdf"
    language = Language(code)
    printed = ["--pdf", str(paper)] if has_font(language) else []
    command = ["report", str(members), "-o", str(book), *printed, "--lang", code, "--as-of", "2025-04-30"]
    assert run(command) == 0
    titles = {language.say(kind.title) for kind in SHEETS}
    assert set(openpyxl.load_workbook(book).sheetnames) <= titles
    assert not printed or paper.read_bytes().startswith(b"%PDF-")
    assert language.say(metric("churn_rate").title) in {
        cell.value for cell in openpyxl.load_workbook(book).worksheets[0]["A"]
    }
    assert capsys.readouterr().out.strip()


def test_chosen_dates_and_weeks_from_any_day(members: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    arguments = ["report", str(members), "--json", str(out), "--as-of", "2025-04-30"]
    assert run([*arguments, "--from", "2025-02-15", "--to", "2025-03-14"]) == 0
    periods = json.loads(out.read_text(encoding="utf-8"))["periods"]
    chosen = next(one for one in periods if one["start"] == "2025-02-15")
    assert (chosen["end"], chosen["opening"], chosen["lost"]) == ("2025-03-14", 3, 1)
    assert run([*arguments, "--by", "week", "--first-weekday", "sunday"]) == 0
    assert json.loads(out.read_text(encoding="utf-8"))["periods"][0]["start"] == "2025-01-05"
    assert run([*arguments, "--by", "quarter", "--first-month", "2"]) == 0
    assert [one["start"] for one in json.loads(out.read_text(encoding="utf-8"))["periods"]] == [
        "2024-11-01", "2025-02-01",
    ]  # fmt: skip


def test_check_says_it_as_json_where_no_file_is_named(members: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = members.read_bytes()
    for words in (["check", str(members), "--json"], ["check", "--json", str(members)]):
        assert run(words) == 0
        assert json.loads(capsys.readouterr().out)["files"][0]["shape"] == "customers"
    assert members.read_bytes() == before


@pytest.mark.parametrize(
    ("joined", "left"),
    [("2024. 2. 15.", "2024. 4. 20."), ("2024. 2. 15", "2024. 4. 20"), ("15. 2. 2024", "20. 4. 2024")],
)
def test_days_with_a_space_behind_each_dot_are_days(tmp_path: Path, joined: str, left: str) -> None:
    file, out = tmp_path / "members.csv", tmp_path / "figures.json"
    file.write_text(f"customer,start,end\na,{joined},\nb,{joined},{left}\nc,{joined},\n", "utf-8")
    assert run(["report", str(file), "--yes", "--as-of", "2024-05-31", "--json", str(out)]) == 0
    april = next(one for one in json.loads(out.read_text("utf-8"))["periods"] if one["start"] == "2024-04-01")
    assert (april["opening"], april["lost"]) == (3, 1)

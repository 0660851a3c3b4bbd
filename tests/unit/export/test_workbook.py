from __future__ import annotations

import gc
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from churndesk.analysis import study
from churndesk.export import SHEETS, WorkbookOptions, sheets_in, write_workbook
from churndesk.export import workbook as workbooks
from churndesk.export.places import LONGEST_NAME
from churndesk.export.sheets import customers, loss_cost
from churndesk.export.sheets.summary import subject
from churndesk.export.widths import breadth
from churndesk.metrics.answers import survey_answers
from churndesk.metrics.result import Undefined
from churndesk.progress import Cancelled
from churndesk.project.project import Project
from churndesk.words import LANGUAGES, Language, NotPossible, message
from tests.unit.export import studies

ENGLISH = Language("en")


def written(made: object, folder: Path, language: Language = ENGLISH, **options: object) -> Path:
    path = folder / "report.xlsx"
    write_workbook(made, language, path, WorkbookOptions(**options))
    return path


def read(path: Path, *, values: bool = False) -> openpyxl.Workbook:
    return openpyxl.load_workbook(path, data_only=values)


def column(sheet: object, heading: str) -> list[object]:
    """What stands under a heading, down to the first empty row."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == heading:
                below = [sheet.cell(n, cell.column).value for n in range(cell.row + 1, sheet.max_row + 1)]
                firsts = [sheet.cell(n, 1).value for n in range(cell.row + 1, sheet.max_row + 1)]
                return below[: firsts.index(None) if None in firsts else None]
    raise AssertionError(heading)


def test_the_sheets_stand_in_their_order(tmp_path: Path) -> None:
    made = studies.EVERY_KIND["stays"]()
    names = read(written(made, tmp_path)).sheetnames
    assert names == [
        "Summary", "Periods", "Revenue", "Movements", "Cohorts", "Cohort revenue", "Survival", "Reasons", "Loss cost",
        "Action plan", "Customers", "Workings", "Data checks", "Definitions",
    ]  # fmt: skip


def test_a_snapshot_has_categories_in_place_of_periods(tmp_path: Path) -> None:
    names = read(written(studies.EVERY_KIND["snapshot"](), tmp_path)).sheetnames
    assert {"By category", "Survival", "Loss cost", "Customers"} <= set(names)
    assert not {"Periods", "Revenue", "Movements", "Cohorts", "Reasons"} & set(names)


def test_sheets_can_be_left_out(tmp_path: Path) -> None:
    made = studies.EVERY_KIND["stays"]()
    book = read(written(made, tmp_path, sheets=("summary", "policy")))
    assert book.sheetnames == ["Summary", "Definitions"]
    assert isinstance(column(book["Summary"], "Value")[0], float)


def test_nothing_to_write_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotPossible, match="nothing to write"):
        written(studies.EVERY_KIND["stays"](), tmp_path, sheets=())
    assert list(tmp_path.iterdir()) == []


def test_every_figure_by_period_is_a_formula_with_the_programs_own_value(tmp_path: Path) -> None:
    made = studies.EVERY_KIND["stays"]()
    path = written(made, tmp_path)
    live, known = column(read(path)["Periods"], "Churn"), column(read(path, values=True)["Periods"], "Churn")
    results = [made.result("churn_rate", index) for index in range(len(made.periods))]
    assert [value for value in known if isinstance(value, float)] == [r.value for r in results if r.value is not None]
    for formula, value, result in zip(live, known, results, strict=True):
        if result.value is None:
            assert value == ENGLISH.say(result.undefined.text)
        else:
            assert re.fullmatch(r"=[A-Z]\d+/[A-Z]\d+", formula)


@pytest.mark.parametrize("kind", studies.EVERY_KIND)
def test_the_summary_says_what_the_study_says(kind: str, tmp_path: Path) -> None:
    made = studies.EVERY_KIND[kind]()
    sheet = read(written(made, tmp_path), values=False)["Summary"]
    values = read(tmp_path / "report.xlsx", values=True)["Summary"]
    formulas, shown = column(sheet, "Value"), column(values, "Value")
    results = {ENGLISH.say(m.title): made.result(m.key) for m in workbooks_metrics(made)}
    assert column(values, "Figure") == list(results)
    for formula, value, result in zip(formulas, shown, results.values(), strict=True):
        if result.value is None:
            assert value == ENGLISH.say(result.undefined.text)
        else:
            assert value == result.value
            assert str(formula).startswith("=")


def workbooks_metrics(made: object) -> tuple[object, ...]:
    from churndesk.export.sheets.workings import shown_metrics

    return shown_metrics(made)


def test_a_typed_number_stands_in_the_workings_and_the_data_by_period(tmp_path: Path) -> None:
    made = studies.EVERY_KIND["typed"]()
    book = read(written(made, tmp_path), values=True)
    assert "typed by you" in column(book["Workings"], "Where from")
    assert (
        column(book["Periods"], "Churn")[made.chosen]
        == made.customers[made.chosen].lost / made.customers[made.chosen].opening
    )
    assert column(book["Summary"], "Value")[0] == 5 / made.customers[made.chosen].opening


#: All functions that formulas use: each as old as Excel 2007, and known to LibreOffice.
FUNCTIONS = {
    "ABS", "AVERAGE", "COUNTIFS", "DATE", "EXP", "IF", "LN", "MAX", "MIN", "OR", "SQRT", "SUM", "SUMIFS", "SUMPRODUCT",
}  # fmt: skip


@pytest.mark.parametrize("kind", studies.EVERY_KIND)
def test_no_formula_uses_a_function_that_a_program_may_lack(kind: str, tmp_path: Path) -> None:
    book = read(written(studies.EVERY_KIND[kind](), tmp_path))
    formulas = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    used = {name for formula in formulas for name in re.findall(r"([A-Z.]+)\(", formula)}
    assert used <= FUNCTIONS


@pytest.mark.parametrize("text", studies.RISKY)
def test_nothing_from_a_file_becomes_a_formula(text: str, tmp_path: Path) -> None:
    ids = [f"{text}{number}" for number in range(12)]
    made = studies.of(studies.stays(ids=ids, problems=(studies.problem(text),)), name=text)
    book = read(written(made, tmp_path))
    allowed = re.compile(r"""[='"<>&A-Z0-9$:!,.()+*/^_ a-z-]+""")
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert allowed.fullmatch(cell.value)
                    assert "cmd" not in cell.value
                    assert "HYPERLINK" not in cell.value
                elif isinstance(cell.value, str) and cell.value.lstrip().startswith(tuple("=+-@＝")):
                    assert cell.quotePrefix or cell.row == 1


def test_ids_stay_text(tmp_path: Path) -> None:
    made = studies.EVERY_KIND["stays"]()
    book = read(written(made, tmp_path))
    ids = column(book["Loss cost"], "Customer")
    assert ids
    assert all(isinstance(one, str) and re.fullmatch(r"0\d{4}", one) for one in ids)


@pytest.mark.parametrize("code", [code for code, _ in LANGUAGES])
def test_names_of_sheets_are_valid_in_every_language(code: str, tmp_path: Path) -> None:
    names = read(written(studies.EVERY_KIND["stays"](), tmp_path, Language(code))).sheetnames
    assert len({name.casefold() for name in names}) == len(names)
    assert all(0 < len(name) <= LONGEST_NAME and not set(name) & set("[]:*?/\\") for name in names)


@pytest.mark.parametrize("kind", studies.EVERY_KIND)
def test_every_part_is_sound_xml_without_links_to_elsewhere(kind: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(written(studies.EVERY_KIND[kind](), tmp_path)) as parts:
        for name in parts.namelist():
            ET.fromstring(parts.read(name))  # noqa: S314  (our own file)
            assert b'TargetMode="External"' not in parts.read(name)


def test_charts_say_in_words_what_they_show(tmp_path: Path) -> None:
    with zipfile.ZipFile(written(studies.EVERY_KIND["stays"](), tmp_path)) as parts:
        drawings = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/drawings/drawing")]
    frames = [frame for drawing in drawings for frame in re.findall(r"<xdr:cNvPr [^>]*>", drawing)]
    assert len(frames) == 14
    assert all(re.search(r'descr="[^"]{20,}', frame) for frame in frames)


def test_a_sheet_can_be_read_and_printed(tmp_path: Path) -> None:
    book = read(written(studies.EVERY_KIND["stays"](), tmp_path))
    periods = book["Periods"]
    assert periods.freeze_panes == "B5"
    assert periods.auto_filter.ref.startswith("A4:")
    assert periods.print_title_rows == "$4:$4"
    assert periods.page_setup.orientation == "landscape"
    assert periods.page_setup.fitToHeight == 0
    assert all(sheet.print_area for sheet in book)


@pytest.mark.parametrize("code", [code for code, _ in LANGUAGES])
def test_the_file_says_what_it_is(code: str, tmp_path: Path) -> None:
    properties, say = (
        read(written(studies.EVERY_KIND["stays"](), tmp_path, Language(code))).properties,
        Language(code).say,
    )
    assert properties.title == "Bakery Nord"
    assert properties.subject == say(message("Customer churn, retention and revenue"))
    assert properties.keywords == say(subject(studies.EVERY_KIND["stays"]()))
    assert properties.description == say(message("Made with ChurnDesk."))


def test_figures_have_names_for_formulas_of_the_readers_own(tmp_path: Path) -> None:
    made = studies.EVERY_KIND["stays"]()
    book = read(written(made, tmp_path), values=True)
    for metric in workbooks_metrics(made):
        result = made.result(metric.key)
        assert (metric.key in book.defined_names) == (result.value is not None)
        if result.value is not None:
            sheet, cell = next(book.defined_names[metric.key].destinations)
            assert book[sheet][cell.replace("$", "")].value == result.value
    assert {"as_of", "z_95", "word_gone"} <= set(book.defined_names)


def test_cohorts_are_a_map_of_colours(tmp_path: Path) -> None:
    sheet = read(written(studies.EVERY_KIND["stays"](), tmp_path))["Cohorts"]
    (rule,) = [rule for area in sheet.conditional_formatting for rule in area.rules]
    assert rule.type == "colorScale"
    assert [end.val for end in rule.colorScale.cfvo] == [0, 1]


def shown(value: object, language: Language) -> str:
    """A cell as it stands on the screen, about."""
    if isinstance(value, str):
        return value
    return language.number(value, 2) if isinstance(value, int | float) else "9999-12-31"


@pytest.mark.parametrize("code", [code for code, _ in LANGUAGES])
@pytest.mark.parametrize("kind", studies.EVERY_KIND)
def test_every_word_and_figure_fits_its_column(kind: str, code: str, tmp_path: Path) -> None:
    for sheet in read(written(studies.EVERY_KIND[kind](), tmp_path, Language(code)), values=True):
        joined = {cell for area in sheet.merged_cells.ranges for row in area.rows for cell in row}
        for row in sheet.iter_rows():
            filled = [cell for cell in row if cell.value is not None]
            # Words alone in their row reach over the empty cells beside them.
            for cell in filled if len(filled) > 1 else ():
                wide = sheet.column_dimensions[cell.column_letter].width
                if (cell.row, cell.column) in joined or cell.alignment.wrap_text or cell.value in studies.RISKY:
                    continue
                said = shown(cell.value, Language(code))
                assert breadth(said) <= wide + 1, f"{sheet.title}!{cell.coordinate}"


def test_the_action_plans_states_are_chosen_from_a_list(tmp_path: Path) -> None:
    sheet = read(written(studies.EVERY_KIND["stays"](), tmp_path))["Action plan"]
    (rule,) = sheet.data_validations.dataValidation
    assert rule.formula1 == '"open,in progress,done,not for us"'


@pytest.mark.parametrize("code", [code for code, _ in LANGUAGES])
def test_every_state_can_be_chosen_in_every_language(code: str, tmp_path: Path) -> None:
    book = read(written(studies.EVERY_KIND["stays"](), tmp_path, Language(code)))
    rules = [rule for sheet in book for rule in sheet.data_validations.dataValidation]
    assert [len(set(rule.formula1.strip('"').split(","))) for rule in rules] == [4]


def test_every_figure_of_the_summary_leads_to_its_workings(tmp_path: Path) -> None:
    summary = read(written(studies.EVERY_KIND["stays"](), tmp_path))["Summary"]
    places = {cell.coordinate: cell.hyperlink.location for row in summary for cell in row if cell.hyperlink}
    assert {"'Workings'", "'Loss cost'", "'Action plan'"} == {place.split("!")[0] for place in places.values()}
    (churn,) = [cell.coordinate for cell in summary["A"] if cell.value == "Churn rate"]
    assert places[churn] == "'Workings'!A1"


def test_an_undefined_figure_is_a_text_with_its_reason(tmp_path: Path) -> None:
    made = studies.EVERY_KIND["payments"]()
    assert isinstance(made.result("churn_rate", 0).undefined, Undefined)
    churn = column(read(written(made, tmp_path))["Periods"], "Churn")
    assert churn[0] == ENGLISH.say(made.result("churn_rate", 0).undefined.text)


@pytest.mark.parametrize("kind", studies.EVERY_KIND)
def test_many_rows_are_written_the_same_without_holding_them_in_memory(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = studies.EVERY_KIND[kind]()
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    plain = written(made, tmp_path / "a")
    monkeypatch.setattr(workbooks, "MANY_ROWS", 0)
    streamed = written(made, tmp_path / "b")
    for one, other in zip(read(plain), read(streamed), strict=True):
        assert [[cell.value for cell in row] for row in one] == [[cell.value for cell in row] for row in other]


@pytest.mark.parametrize("many", [0, 10**6])
def test_it_can_be_cancelled_at_any_report_and_leaves_nothing(
    many: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, "MANY_ROWS", many)
    made, calls = studies.EVERY_KIND["stays"](), []
    write_workbook(made, ENGLISH, tmp_path / "whole.xlsx", report=lambda *given: calls.append(given))
    (tmp_path / "whole.xlsx").unlink()
    for stop in range(1, len(calls), 9):
        left = iter(range(stop))

        def cancel(fraction: float | None = None, what: object = None, left: object = left) -> None:
            if next(left, None) is None:
                raise Cancelled

        with pytest.raises(Cancelled):
            write_workbook(made, ENGLISH, tmp_path / "report.xlsx", report=cancel)
        gc.collect()
        assert list(tmp_path.iterdir()) == []


def test_progress_only_goes_forward(tmp_path: Path) -> None:
    seen: list[float] = []
    write_workbook(
        studies.EVERY_KIND["stays"](),
        ENGLISH,
        tmp_path / "report.xlsx",
        report=lambda fraction=None, what=None: seen.append(fraction) if fraction is not None else None,
    )
    assert seen == sorted(seen)
    assert 0 < seen[0] < seen[-1] <= 1


def test_every_file_of_the_folder_is_in_the_list() -> None:
    folder = Path(workbooks.__file__).parent / "sheets"
    declaring = {
        path.stem
        for path in folder.glob("*.py")
        if re.search(r"^[A-Z_]+ = SheetKind\(", path.read_text(), re.MULTILINE)
    }
    assert len(declaring) == len(SHEETS)
    assert len({kind.key for kind in SHEETS}) == len(SHEETS)


def test_a_study_of_nothing_has_no_sheet_but_the_plan() -> None:
    assert [kind.key for kind in sheets_in(study(Project()))] == ["actions"]


def test_a_closed_period_says_what_was_what_is_and_because_of_whom(tmp_path: Path) -> None:
    sheet = read(written(studies.restated(), tmp_path), values=True)["Closed periods"]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any("Churn rate was 10.0% and is now 20.0%. Because of 1 customer: Customer 00001." in one for one in texts)
    assert column(sheet, "Changed since")[0] == "yes"


def test_what_a_sheet_does_not_hold_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loss_cost, "_MOST_LISTED", 2)
    monkeypatch.setattr(customers, "MOST", 15)
    book = read(written(studies.EVERY_KIND["snapshot"](), tmp_path), values=True)
    said = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {"3 more customers are not listed here.", "5 more customers are not listed here."} <= said
    assert len(column(book["Customers"], "Customer")) == 15


def test_the_answers_of_a_survey_have_a_sheet_with_the_score_on_screen(tmp_path: Path) -> None:
    made = studies.survey()
    answers = survey_answers(made.ledger)
    sheet = read(written(made, tmp_path), values=True)["Satisfaction"]
    values = column(sheet, "Value")
    assert values == pytest.approx([100 * one.value for one in (answers.result, answers.here, answers.left)])
    assert column(sheet, "From (95%)")[0] == pytest.approx(100 * answers.result.low)
    assert column(sheet, "Answers") == [count for _answer, count in answers.counts]
    assert sum(column(sheet, "Still here")) + sum(column(sheet, "Lost")) == answers.answers

"""The study as it is handed over: in the currency that was chosen, with codes where it is to be shared."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from churndesk import metrics
from churndesk.export.options import WorkbookOptions
from churndesk.export.sharing import shared
from churndesk.ledger import SnapshotLedger

if TYPE_CHECKING:
    from churndesk.analysis import Study
    from churndesk.project.project import ReportChoices


def prepared(study: Study, choices: ReportChoices) -> Study:
    """The study under these choices; no number is another one, for amounts aren't converted."""
    made = in_currency(study, choices.currency) if choices.currency else study
    return shared(made, choices.key) if choices.shared else made


def in_currency(study: Study, code: str) -> Study:
    """The study with its amounts called by another currency."""
    if code == study.project.currency or study.project.dataset is None:
        return replace(study, project=replace(study.project, currency=code))
    dataset = replace(study.project.dataset, currency=code)
    project = replace(study.project, currency=code, dataset=dataset)
    ledger = study.ledger
    if ledger is None:
        return replace(study, project=project)
    ledger = replace(ledger, dataset=dataset)
    snapshot = metrics.snapshot_figures(ledger) if isinstance(ledger, SnapshotLedger) else study.snapshot
    return replace(study, project=project, ledger=ledger, snapshot=snapshot)


def workbook_options(choices: ReportChoices, sheets: tuple[str, ...]) -> WorkbookOptions:
    """The options of a workbook of these sheets."""
    return WorkbookOptions(sheets, choices.paper, choices.periods or None)

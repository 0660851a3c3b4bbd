"""All figures as plain JSON, for scripts: rates are fractions, days ISO dates, undefined figures say why."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from churndesk.export.closed import closed_records
from churndesk.metrics.answers import survey_answers
from churndesk.metrics.result import Undefined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from churndesk.analysis import Study
    from churndesk.ledger.dataset import Dataset
    from churndesk.metrics import Bounds, Result, SnapshotFigures
    from churndesk.metrics.identities import Check
    from churndesk.metrics.survival import Survival
    from churndesk.words import Language, Problem

#: The money of a period's movement, as it stands in the JSON.
MOVED = ("paid", "opening", "new", "returned", "expansion", "contraction", "churned", "closing")
#: The counts of a period's movement.
COUNTED = ("opening", "new", "returned", "lost", "passed_through", "closing")
#: JSON key and metric of each rate on revenue.
REVENUE_RATES = (
    ("gross_churn", "gross_churn"),
    ("net_churn", "net_churn"),
    ("grr", "grr"),
    ("nrr", "nrr"),
    ("arpa", "arpa"),
    ("quick_ratio", "quick_ratio"),
)


def figures(study: Study, language: Language) -> dict[str, Any]:
    """The whole report as the command line's contract names it."""
    dataset = study.dataset
    record: dict[str, Any] = {
        "shape": dataset.shape,
        "source": source_records(dataset, language),
        "policy": asdict(study.policy),
        "as_of": study.as_of.isoformat() if study.as_of else None,
        "currency": study.project.currency,
        "periods": [_period(study, index, language) for index in range(len(study.periods))],
    }
    if study.snapshot is not None:
        record["snapshot"] = _snapshot(study.snapshot, language)
    record["checks"] = [_check(check, language) for check in study.checks]
    record["loss_cost"] = _loss_cost(study, language)
    cohorts = study.history.cohorts
    record["cohorts"] = _undefined(cohorts, language) if isinstance(cohorts, Undefined) else cohorts.as_json()
    record["survival"] = _survival(study.history.survival, language)
    if getattr(dataset.rows, "score", None) is not None:
        record["satisfaction"] = _satisfaction(study, language)
    if study.project.closed:
        record["closed"] = closed_records(study, language)
    return record


def _check(check: Check, language: Language) -> dict[str, Any]:
    """One identity: what must hold, how often it was asked, and the places where it doesn't hold."""
    return {
        "check": check.key,
        "holds": check.holds,
        "asked": check.asked,
        "wrong": [language.value(place) for place in check.wrong],
        "text": language.say(check.rule),
    }


def _satisfaction(study: Study, language: Language) -> dict[str, Any]:
    """The answers to a survey: "nps" with a score of -1 to 1, or "csat" with a share."""
    if study.ledger is None:
        return {}
    found = survey_answers(study.ledger, study.project.view.segment)
    if isinstance(found, Undefined):
        return dict(_undefined(found, language))
    return {
        "kind": found.kind,
        "column": found.heading,
        "answers": found.answers,
        "score": found.result.value,
        **_bounds(found.result, "low", "high"),
        "still_here": _value(found.here, language),
        "left": _value(found.left, language),
        "counts": {str(answer): count for answer, count in found.counts},
    }


def source_records(dataset: Dataset, language: Language) -> list[dict[str, Any]]:
    """What became of the rows of each file or sheet."""
    return [
        {
            "file": source.file,
            "sheet": source.sheet,
            "rows_read": source.rows_read,
            "rows_used": source.rows_used,
            "set_aside": [{"reason": reason, "rows": rows} for reason, rows in source.set_aside],
            "problems": [problem_record(problem, language) for problem in source.problems],
        }
        for source in dataset.sources
    ]


def problem_record(problem: Problem, language: Language) -> dict[str, Any]:
    """One problem: where it stands and what it says."""
    return {
        "code": problem.code,
        "row": problem.row,
        "column": problem.column,
        "text": language.say(problem.text),
        "count": problem.count,
    }


def _value(result: Result, language: Language) -> float | dict[str, str] | None:
    return result.value if result.undefined is None else _undefined(result.undefined, language)


def _undefined(reason: Undefined, language: Language) -> dict[str, str]:
    return {"undefined": reason.code, "text": language.say(reason.text)}


def _survival(curve: Survival | Undefined, language: Language) -> dict[str, Any]:
    """The curve over "days"; that of a snapshot, which counts months, over "months"."""
    if isinstance(curve, Undefined):
        return dict(_undefined(curve, language))
    record = curve.as_json()
    if curve.median is None:
        record[f"median_{curve.unit}"] = _undefined(Undefined("half-not-gone", curve.sentence), language)
    return record


def _bounds(result: Result, low: str, high: str) -> dict[str, float | None]:
    return {low: result.low, high: result.high}


def _period(study: Study, index: int, language: Language) -> dict[str, Any]:
    period, moved = study.periods[index], study.customers[index]
    churn = study.result("churn_rate", index)
    return {
        "start": period.start.isoformat(),
        "end": period.end.isoformat(),
        "complete": period.complete,
        **{name: getattr(moved, name) for name in COUNTED},
        "churn_rate": _value(churn, language),
        **_bounds(churn, "churn_low", "churn_high"),
        **_between(study.bounds(index)),
        **({"renewals": asdict(moved.renewals)} if moved.renewals is not None else {}),
        "retention_rate": _value(study.result("retention_rate", index), language),
        "growth_rate": _value(study.result("growth_rate", index), language),
        "revenue": _revenue(study, index, language),
    }


def _between(bounds: Bounds | None) -> dict[str, Any]:
    """What customers without a date could make of the churn; nothing where there are none."""
    if bounds is None:
        return {}
    return {"churn_between": {"low": bounds.low, "high": bounds.high, "customers_without_date": bounds.customers}}


def _revenue(study: Study, index: int, language: Language) -> dict[str, Any]:
    moved = study.revenue[index]
    ltv = study.result("ltv", index)
    return {
        **{name: getattr(moved, name) for name in MOVED},
        **{key: _value(study.result(metric, index), language) for key, metric in REVENUE_RATES},
        "ltv": _value(ltv, language),
        **_bounds(ltv, "ltv_low", "ltv_high"),
    }


def _snapshot(snapshot: SnapshotFigures, language: Language) -> dict[str, Any]:
    return {
        "customers": snapshot.customers,
        "lost": snapshot.lost,
        "churn_rate": _value(snapshot.churn, language),
        **_bounds(snapshot.churn, "low", "high"),
        "revenue_churn": _value(snapshot.revenue_churn, language),
        "groups_compared": snapshot.tests,
        "by": {breakdown.heading: _shares(breakdown.shares, language) for breakdown in snapshot.by},
    }


def _shares(shares: Sequence[Any], language: Language) -> dict[str, dict[str, Any]]:
    return {
        share.value: {
            "customers": share.customers,
            "lost": share.lost,
            "churn_rate": _value(share.churn, language),
            **_bounds(share.churn, "low", "high"),
        }
        for share in shares
    }


def _loss_cost(study: Study, language: Language) -> dict[str, Any]:
    cost = study.loss_cost()
    if cost.undefined is not None:
        return _undefined(cost.undefined, language)
    return {
        "per_customer": cost.per_customer,
        "customers": cost.customers,
        "total": cost.total,
        "cac": cost.cac,
        "expansion": cost.expansion,
        "basis": language.say(cost.basis),
    }

"""Closed periods as plain JSON: what was put on record, and what later data made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from churndesk.analysis import Study
    from churndesk.analysis.closing import Restatement
    from churndesk.words import Language


def closed_records(study: Study, language: Language) -> list[dict[str, Any]]:
    """Every closed period with its figures; where some came out otherwise since, "restated" says which and by whom."""
    restated = {(one.closed.start, one.closed.end): one for one in study.restatements}
    return [
        {
            "start": closed.start.isoformat(),
            "end": closed.end.isoformat(),
            "closed_on": closed.closed_on.isoformat(),
            "figures": dict(closed.figures),
            "restated": _restated(restated.get((closed.start, closed.end)), language),
        }
        for closed in study.project.closed
    ]


def _restated(one: Restatement | None, language: Language) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "text": language.say(one.sentence),
        "figures": {figure.key: {"was": figure.was, "is": figure.now} for figure in one.figures},
        "customers": [
            {"customer": changed.id, "was": changed.was or None, "is": changed.now or None} for changed in one.customers
        ],
        "other_rules": one.other_rules,
    }

"""Numbers that a person types into calculators: kept in the project, shared by the metrics of one page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from churndesk.metrics import metric

if TYPE_CHECKING:
    from churndesk.gui.calculators.groups import Group
    from churndesk.project.project import Project


def typed_for(project: Project, metric_key: str) -> dict[str, float]:
    """What was typed for that metric, by input."""
    return {put: number for (key, put), number in project.typed if key == metric_key}


def with_typed(project: Project, group: Group, metric_key: str, put: str, number: float | None) -> Project:
    """The project with that number typed; None takes it back.

    An input that another metric of the page asks for in the same words gets the number, too.
    """
    label = _labels(metric_key)[put]
    concerned = {key for key in group.metrics if _labels(key).get(put) == label}
    others = tuple(entry for entry in project.typed if not (entry[0][0] in concerned and entry[0][1] == put))
    new = () if number is None else tuple(((key, put), number) for key in group.metrics if key in concerned)
    return replace(project, typed=(*others, *new))


def without_typed(project: Project, group: Group) -> Project:
    """The project without any number typed on that page."""
    return replace(project, typed=tuple(entry for entry in project.typed if entry[0][0] not in group.metrics))


def _labels(metric_key: str) -> dict[str, object]:
    return {declared.key: declared.label for declared in metric(metric_key).inputs}

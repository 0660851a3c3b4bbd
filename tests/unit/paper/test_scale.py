from __future__ import annotations

import pytest

from churndesk.charts.chart import Band, Chart, Line
from churndesk.paper.plots.scale import scale, scale_of, spans
from churndesk.words import message

NAME = message("Name")


def chart(kind: str, *values: float | None, unit: str = "count", **more: object) -> Chart:
    line = Line(NAME, values, low=more.pop("low", ()), high=more.pop("high", ()))
    return Chart("key", kind, NAME, unit, tuple(map(str, values)), (line,), NAME, **more)


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 10, (0, 2, 4, 6, 8, 10)),
        (0, 0.098, (0, 0.02, 0.04, 0.06, 0.08, 0.1)),
        (-3, 7, (-4, -2, 0, 2, 4, 6, 8)),
        (0, 23_000, (0, 5000, 10_000, 15_000, 20_000, 25_000)),
    ],
)
def test_numbers_stand_at_even_distances(low: float, high: float, ticks: tuple[float, ...]) -> None:
    assert scale(low, high).ticks == pytest.approx(ticks)


def test_counts_have_no_numbers_between_them() -> None:
    assert scale(0, 2, whole=True).ticks == (0, 1, 2)


def test_a_scale_without_height_still_is_one() -> None:
    flat = scale(5, 5)
    assert flat.share(5) == 0
    assert flat.share(99) == 1


def test_a_waterfall_begins_and_ends_on_the_ground() -> None:
    assert spans(chart("waterfall", 10, 5, -3, 12)) == [(0, 10), (10, 15), (15, 12), (0, 12)]


def test_every_value_has_room() -> None:
    made = scale_of(chart("bars", -4, None, 9))
    assert made.low <= -4
    assert made.high >= 9


def test_the_interval_of_a_handful_does_not_flatten_the_rest() -> None:
    made = scale_of(chart("line", 0.02, 0.03, unit="rate", low=(0.0, 0.0), high=(0.9, 0.05)))
    assert made.high == pytest.approx(0.1)


def test_a_band_far_off_is_left_out() -> None:
    near, far = Band(NAME, None, 0.04), Band(NAME, 0.5, None)
    assert scale_of(chart("line", 0.03, unit="rate", bands=(near, far))).high == pytest.approx(0.04)

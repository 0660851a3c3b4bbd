from __future__ import annotations

import pkgutil
from importlib import import_module

import pytest

from churndesk import metrics
from churndesk.metrics import METRICS, Metric, metric
from churndesk.metrics.catalogue import RENEWED
from churndesk.words import Language


@pytest.mark.parametrize("declared", [*METRICS, *RENEWED.values()], ids=lambda m: m.key)
def test_each_metric_computes_its_own_example(declared: Metric) -> None:
    inputs, value = declared.example
    result = declared.compute(dict(inputs), "EUR")
    assert result.value == pytest.approx(value, rel=1e-12)
    assert (result.metric, result.unit) == (declared.key, declared.unit)
    for sentence in (result.sentence, result.formula, declared.title, *result.notes):
        assert "{" not in Language("en").say(sentence)


@pytest.mark.parametrize("declared", [*METRICS, *RENEWED.values()], ids=lambda m: m.key)
def test_nothing_typed_is_undefined_and_says_what_is_missing(declared: Metric) -> None:
    result = declared.compute({}, None)
    required = [place for place in declared.inputs if place.default is None and not place.optional]
    if required:
        assert result.value is None
        assert result.undefined is not None
        assert result.undefined.code == "missing"
    else:
        assert result.value == 0


@pytest.mark.parametrize("declared", [*METRICS, *RENEWED.values()], ids=lambda m: m.key)
@pytest.mark.parametrize("number", [-1.0, float("nan"), float("inf"), 1e300])
def test_numbers_out_of_bounds_are_refused(declared: Metric, number: float) -> None:
    for place in declared.inputs:
        inputs = {**dict(declared.example[0]), place.key: number}
        result = declared.compute(inputs, None)
        assert result.value is None
        assert result.undefined is not None


def test_no_metric_is_missing_from_the_list() -> None:
    found = {
        id(value)
        for module in pkgutil.iter_modules(metrics.__path__)
        for value in vars(import_module(f"churndesk.metrics.{module.name}")).values()
        if isinstance(value, Metric)
    }
    assert found == {id(declared) for declared in METRICS}
    assert len({declared.key for declared in METRICS}) == len(METRICS)


def test_metrics_are_found_by_key() -> None:
    assert metric("nrr").key == "nrr"
    with pytest.raises(KeyError):
        metric("nothing")

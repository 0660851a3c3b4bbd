"""What others call good or bad, read from resources/benchmarks.toml and brought to the time that a figure is for."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from churndesk import resources
from churndesk.metrics.periods import months_in
from churndesk.metrics.rates import monthly, over_months
from churndesk.words import Message, Rate, message

if TYPE_CHECKING:
    from churndesk.metrics.periods import Granularity

#: The keys of the file whose values are read by a person: they are extracted for translation and are Messages here.
TEXT_KEYS: frozenset[str] = frozenset({"name", "covers", "note", "text"})

Tone = Literal["good", "bad", "muted"]


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A range of a metric that somebody calls good, bad or usual; `low` or `high` None is open.

    `by` is the time that the rate is for. `source` names where it was read, `year` when it was said (None where it
    isn't stated) and `covers` whom it speaks of. `converted` says what was done to fit another time.
    """

    key: str
    metric: str
    by: Granularity
    low: float | None
    high: float | None
    tone: Tone
    name: Message
    covers: Message
    source: Message
    year: int | None = None
    note: Message | None = None
    converted: Message | None = None

    @property
    def origin(self) -> Message:
        """Who says it, of whom, and when."""
        if self.year is None:
            return message(
                "Source: {source}; speaks of {covers}; year not stated.", source=self.source, covers=self.covers
            )
        return message(
            "Source: {source}, {year}; speaks of {covers}.",
            source=self.source,
            year=str(self.year),
            covers=self.covers,
        )


@dataclass(frozen=True, slots=True)
class Contrast:
    """What is said about one group of customers against another: a sentence, which fits no band."""

    metric: str
    text: Message
    source: Message
    year: int | None = None


def benchmarks_for(metric: str, by: Granularity) -> tuple[Benchmark, ...]:
    """The benchmarks of a metric, as rates over periods of that kind; empty where there are none.

    Chosen dates may be of any length: no benchmark is held against them.
    """
    if by == "dates":
        return ()
    return tuple(_over(each, by) for each in _file()[0] if each.metric == metric)


def contrasts_for(metric: str) -> tuple[Contrast, ...]:
    """What is said about groups of customers under that metric."""
    return tuple(each for each in _file()[1] if each.metric == metric)


def _over(benchmark: Benchmark, by: Granularity) -> Benchmark:
    """The benchmark as a rate over a period of that kind, with a sentence on how it was converted."""
    if by == benchmark.by:
        return benchmark
    low, high = (_convert(benchmark, bound, by) for bound in (benchmark.low, benchmark.high))
    return replace(benchmark, by=by, low=low, high=high, converted=_conversion(benchmark, low, high))


def _convert(benchmark: Benchmark, bound: float | None, by: Granularity) -> float | None:
    """A share that stays is carried over as a share that is lost would be, and turned round again."""
    if bound is None:
        return None
    stays = benchmark.metric == "retention_rate"
    lost = monthly(1 - bound if stays else bound, months_in(benchmark.by))
    over = over_months(lost, months_in(by))
    return 1 - over if stays else over


def _conversion(benchmark: Benchmark, low: float | None, high: float | None) -> Message:
    """Says one bound before and after; the lower one where it has both."""
    said, now = (benchmark.low, low) if benchmark.low is not None else (benchmark.high, high)
    before, after = Rate(said or 0.0), Rate(now or 0.0)
    if benchmark.by == "year":
        return message("The source's {before} a year come to {after} here.", before=before, after=after)
    return message("The source's {before} a month come to {after} here.", before=before, after=after)


@cache
def _file() -> tuple[tuple[Benchmark, ...], tuple[Contrast, ...]]:
    content = tomllib.loads(resources.path("benchmarks.toml").read_text("utf-8"))
    sources = {source["key"]: Message(source["name"]) for source in content["source"]}
    return (
        tuple(_benchmark(entry, sources) for entry in content["benchmark"]),
        tuple(
            Contrast(entry["metric"], Message(entry["text"]), sources[entry["source"]], entry.get("year"))
            for entry in content["contrast"]
        ),
    )


def _benchmark(entry: dict[str, Any], sources: dict[str, Message]) -> Benchmark:
    return Benchmark(
        key=entry["key"],
        metric=entry["metric"],
        by=entry["by"],
        low=entry.get("low"),
        high=entry.get("high"),
        tone=entry["tone"],
        name=Message(entry["name"]),
        covers=Message(entry["covers"]),
        source=sources[entry["source"]],
        year=entry.get("year"),
        note=Message(entry["note"]) if "note" in entry else None,
    )

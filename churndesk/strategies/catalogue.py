"""The twelve strategies as they stand in resources/strategies.toml, checked once and read ever after."""

from __future__ import annotations

import string
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from churndesk import resources
from churndesk.words import Amount, Rate, message

if TYPE_CHECKING:
    from pathlib import Path

    from churndesk.words import Message, Value

#: The keys of the file whose values are read by a person: they are extracted for translation and are Messages here.
TEXT_KEYS: frozenset[str] = frozenset({"title", "why", "when", "measured", "text", "figure", "covers", "name"})


class CatalogueError(ValueError):
    """The file can't be used; the text says which entry, and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody says of companies at large: never this owner's number, and always shown with its source.

    `figure` is its figure in short ("68%"), `covers` whom it speaks of, `told_in` where it was read, `said_by` whom
    those name as the source, "" for nobody. `year` is None where it isn't stated.
    """

    figure: Message
    text: Message
    covers: Message
    told_in: tuple[Message, ...]
    said_by: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do and to tick; ticks are kept in the project by `key`."""

    key: str
    text: Message


@dataclass(frozen=True, slots=True)
class Strategy:
    """One strategy.

    `icon` names a file of `resources/icons` without its ending. `metrics` are the keys of those that it is linked
    with, `target` the one by which its effect is read. `when` is the rule of its suggestion in words, with the numbers
    of `thresholds` in it.
    """

    key: str
    icon: str
    title: Message
    why: Message
    metrics: tuple[str, ...]
    target: str
    when: Message
    measured: Message
    thresholds: tuple[tuple[str, float], ...]
    steps: tuple[Step, ...]
    claims: tuple[Claim, ...]

    def threshold(self, name: str) -> float:
        """The number of that name in its rule."""
        return dict(self.thresholds)[name]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All strategies in their order, claims about churn at large, and the words that tell a reason of leaving."""

    strategies: tuple[Strategy, ...]
    claims: tuple[Claim, ...]
    reason_words: tuple[tuple[str, tuple[str, ...]], ...]

    def strategy(self, key: str) -> Strategy:
        """The strategy of that key.

        Raises:
            KeyError: there is none.
        """
        return {strategy.key: strategy for strategy in self.strategies}[key]

    def linked(self, metric: str) -> tuple[Strategy, ...]:
        """The strategies that may move that metric."""
        return tuple(strategy for strategy in self.strategies if metric in strategy.metrics)


@cache
def catalogue() -> Catalogue:
    """The catalogue that comes with the program."""
    return load(resources.path("strategies.toml"))


def load(path: Path) -> Catalogue:
    """Reads and checks a catalogue.

    Raises:
        CatalogueError: an entry lacks something, holds something unknown, or names what isn't there.
    """
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise CatalogueError(f"{path.name}: {fault}") from fault
    entries = _Entry(path.name, content)
    entries.only("source", "claim", "reason_words", "strategy")
    sources = {entry.word("key"): entry.text("name") for entry in entries.tables("source")}
    strategies = tuple(_strategy(entry, sources) for entry in entries.tables("strategy"))
    entries.refuse_twice("strategy", [strategy.key for strategy in strategies])
    return Catalogue(
        strategies,
        tuple(_claim(entry, sources) for entry in entries.tables("claim")),
        tuple((kind, tuple(words)) for kind, words in content.get("reason_words", {}).items()),
    )


def _strategy(entry: _Entry, sources: dict[str, Message]) -> Strategy:
    entry = entry.named(entry.word("key"))
    entry.only("key", "icon", "title", "why", "metrics", "target", "when", "measured", "thresholds", "step", "claim")
    steps = tuple(Step(step.word("key"), step.text("text")) for step in entry.tables("step"))
    entry.refuse_twice("step", [step.key for step in steps])
    thresholds = entry.numbers("thresholds")
    return Strategy(
        key=entry.word("key"),
        icon=entry.word("icon"),
        title=entry.text("title"),
        why=entry.text("why"),
        metrics=entry.words("metrics"),
        target=entry.word("target"),
        when=entry.text("when", **{name: _shown(name, number) for name, number in thresholds}),
        measured=entry.text("measured"),
        thresholds=thresholds,
        steps=steps,
        claims=tuple(_claim(claim, sources) for claim in entry.tables("claim")),
    )


def _shown(name: str, number: float) -> Value:
    return Rate(number, 0) if name.endswith("_share") else Amount(number)


def _claim(entry: _Entry, sources: dict[str, Message]) -> Claim:
    entry.only("figure", "text", "covers", "told_in", "said_by", "year")
    told_in = entry.words("told_in")
    for source in told_in:
        if source not in sources:
            raise entry.fault(f"names the source {source}, which isn't there")
    return Claim(
        figure=entry.text("figure"),
        text=entry.text("text"),
        covers=entry.text("covers"),
        told_in=tuple(sources[source] for source in told_in),
        said_by=entry.content.get("said_by", ""),
        year=entry.content.get("year"),
    )


@dataclass(frozen=True, slots=True)
class _Entry:
    """One table of the file, with the name by which a fault in it is told."""

    place: str
    content: dict[str, Any]

    def fault(self, what: str) -> CatalogueError:
        return CatalogueError(f"{self.place} {what}")

    def named(self, key: str) -> _Entry:
        return _Entry(f"{self.place} ({key})", self.content)

    def only(self, *known: str) -> None:
        for key in self.content:
            if key not in known:
                raise self.fault(f"has a key {key}, which nothing reads")

    def refuse_twice(self, kind: str, keys: list[str]) -> None:
        for key in keys:
            if keys.count(key) > 1:
                raise self.fault(f"has the {kind} {key} twice")

    def word(self, key: str) -> str:
        found = self.content.get(key)
        if not isinstance(found, str) or not found.strip():
            raise self.fault(f"needs a text {key}")
        return found

    def words(self, key: str) -> tuple[str, ...]:
        found = self.content.get(key)
        if not isinstance(found, list) or not found or not all(isinstance(word, str) for word in found):
            raise self.fault(f"needs a list of texts {key}")
        return tuple(found)

    def numbers(self, key: str) -> tuple[tuple[str, float], ...]:
        found = self.content.get(key, {})
        if not isinstance(found, dict) or not all(isinstance(number, int | float) for number in found.values()):
            raise self.fault(f"needs numbers in {key}")
        return tuple((name, float(number)) for name, number in found.items())

    def text(self, key: str, **values: Value) -> Message:
        found = self.word(key)
        places = {name for _, name, _, _ in string.Formatter().parse(found) if name is not None}
        if not places <= set(values):
            raise self.fault(f"names {', '.join(sorted(places - set(values)))} in {key}, which it doesn't have")
        return message(found, **values)

    def tables(self, key: str) -> tuple[_Entry, ...]:
        found = self.content.get(key, [])
        if not isinstance(found, list):
            raise self.fault(f"needs [[{key}]] with two brackets")
        return tuple(_Entry(f"{self.place}, {key} {number}", table) for number, table in enumerate(found, start=1))

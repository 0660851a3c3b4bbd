"""Known exports, recognised by their headings alone: one data file each in `resources/presets`.

A file names the export, the headings that it must have, the shape, the columns of its roles and what its words mean.
Adding a preset is adding a file, and a small sample of one's own invention in `tests/data/presets`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from churndesk import resources
from churndesk.shapes.wording import plain
from churndesk.words import Message

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: The keys of a preset whose values are sentences for people.
TEXT_KEYS = {"note"}
#: The keys that a preset may have.
KEYS = frozenset(
    {"name", "shape", "must", "exact", "any", "roles", "unused", "meanings", "cents", "amount_is", "notes"}
)


class PresetError(Exception):
    """A preset's file is not as it should be; says which and why."""


@dataclass(frozen=True, slots=True)
class Preset:
    """One known export.

    `must` are headings that it has (`exact`: these and no others), and of each group of `any` it has at least one; all
    headings are compared without case and marks. `roles` names for each role the headings that play it, best first;
    `unused` columns play none. `meanings` says what words of a column stand for. `cents` are columns of amounts in
    hundredths where all are whole. `notes` are told to the person.
    """

    key: str
    name: str
    shape: str
    must: tuple[str, ...]
    exact: bool = False
    any: tuple[tuple[str, ...], ...] = ()
    roles: tuple[tuple[str, tuple[str, ...]], ...] = ()
    unused: tuple[str, ...] = ()
    meanings: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    cents: tuple[str, ...] = ()
    amount_is: str | None = None
    notes: tuple[Message, ...] = ()

    def fits(self, headings: frozenset[str]) -> bool:
        """Whether a table with these headings (in plain form) is such an export."""
        return (
            set(self.must) <= headings
            and not (self.exact and headings - set(self.must))
            and all(set(group) & headings for group in self.any)
        )

    def columns(self, headings: tuple[str, ...]) -> Iterator[tuple[str, int]]:
        """Each role with the column that plays it, by the table's headings; a column plays one role."""
        places = {plain(heading): index for index, heading in reversed(list(enumerate(headings)))}
        taken: set[int] = set()
        for role, names in self.roles:
            found = next((places[name] for name in names if name in places and places[name] not in taken), None)
            if found is not None:
                taken.add(found)
                yield role, found

    def meaning(self, heading: str, word: str) -> str | None:
        """What a word of a column stands for; None where the preset doesn't say."""
        return dict(dict(self.meanings).get(plain(heading), ())).get(plain(word))


@cache
def presets() -> tuple[Preset, ...]:
    """All presets, the most telling first."""
    found = [read_preset(path) for path in sorted(resources.path("presets").glob("*.toml"))]
    return tuple(sorted(found, key=lambda preset: -len(preset.must) - len(preset.any)))


@lru_cache(maxsize=256)
def recognised(headings: tuple[str, ...]) -> Preset | None:
    """The preset that a table with these headings is; None where none is known."""
    known = frozenset(plain(heading) for heading in headings)
    return next((preset for preset in presets() if preset.fits(known)), None)


def read_preset(path: Path) -> Preset:
    """One preset's file.

    Raises:
        PresetError: it is not TOML, lacks something, or holds something unknown.
    """
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise PresetError(f"{path.name}: {fault}") from fault
    unknown = set(content) - KEYS
    if unknown or not {"name", "shape", "must"} <= set(content):
        raise PresetError(f"{path.name}: unknown or missing keys ({', '.join(sorted(unknown)) or 'name, shape, must'})")
    return _preset(path.stem, content)


def _preset(key: str, content: dict[str, Any]) -> Preset:
    return Preset(
        key=key,
        name=content["name"],
        shape=content["shape"],
        must=_plain(content["must"]),
        exact=content.get("exact", False),
        any=tuple(_plain(group) for group in content.get("any", ())),
        roles=tuple((role, _plain(_several(names))) for role, names in content.get("roles", {}).items()),
        unused=_plain(content.get("unused", ())),
        meanings=tuple(
            (plain(heading), tuple((plain(word), meaning) for meaning, words in of.items() for word in words))
            for heading, of in content.get("meanings", {}).items()
        ),
        cents=_plain(content.get("cents", ())),
        amount_is=content.get("amount_is"),
        notes=tuple(Message(entry["note"]) for entry in content.get("notes", ())),
    )


def _several(names: str | list[str]) -> list[str]:
    return [names] if isinstance(names, str) else names


def _plain(names: Any) -> tuple[str, ...]:
    return tuple(plain(name) for name in names)

"""The packages that a packaged program is made of: what the licence page and the bill of materials both tell.

Read from the environment that the program is built in, so that both speak of what is shipped and of nothing else.
"""

from __future__ import annotations

import re
import sys
import sysconfig
import tomllib
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is shipped: `licence` by its SPDX name where it has one, `texts` the licence in full."""

    name: str
    version: str
    licence: str
    texts: tuple[str, ...]
    needs: tuple[str, ...] = ()
    registry: bool = True


def canonical(name: str) -> str:
    """A package's name as the registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def packages() -> tuple[Part, ...]:
    """The Python packages that the program needs, and those that they need, by name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    found: dict[str, Part] = {}
    waiting = [_named(line) for line in project["dependencies"]]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = part = _package(name)
            waiting += part.needs
    return tuple(found[name] for name in sorted(found))


def _package(name: str) -> Part:
    distribution = metadata.distribution(name)
    return Part(
        distribution.metadata["Name"],
        distribution.version,
        _licence(distribution),
        tuple(_texts(distribution)),
        tuple(sorted(set(_needed(distribution)))),
    )


def _needed(distribution: metadata.Distribution) -> Iterator[str]:
    """What it needs on this system: not what belongs to extras, nor to other systems."""
    from packaging.requirements import Requirement

    for line in distribution.requires or ():
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield canonical(requirement.name)


def _named(line: str) -> str:
    return canonical(re.split(r"[^\w.-]", line)[0])


def _licence(distribution: metadata.Distribution) -> str:
    told = distribution.metadata
    if told["License-Expression"]:
        return str(told["License-Expression"])
    classified = [
        line.rpartition(" :: ")[2] for line in told.get_all("Classifier", []) if line.startswith("License ::")
    ]
    short = str(told["License"] or "").strip()
    return short if 0 < len(short) < 80 else ", ".join(classified) or "see the text"


def _texts(distribution: metadata.Distribution) -> Iterator[str]:
    """The licence files that came with the package."""
    for file in distribution.files or ():
        inside = file.parent.name.endswith(".dist-info") or "licenses" in file.parts
        if inside and re.match(r"(?i)(licen[cs]e|copying|notice|lgpl|gpl|authors)", file.name):
            text = Path(str(file.locate())).read_text("utf-8", errors="replace").strip()
            if text:
                yield text


def python() -> Part:
    """Python itself, which travels in the program."""
    version = ".".join(map(str, sys.version_info[:3]))
    folder = Path(sys.base_prefix)
    # On Windows and macOS it lies in Python's folder, elsewhere in that of its library, or in Debian's documents.
    debian = Path("/usr/share/doc", f"python{version.rpartition('.')[0]}", "copyright")
    places = (folder / "LICENSE.txt", folder / "LICENSE", Path(sysconfig.get_path("stdlib"), "LICENSE.txt"), debian)
    text = next((place.read_text("utf-8") for place in places if place.exists()), "")
    return Part("Python", version, "Python-2.0", (text,) if text else (), registry=False)


def own() -> Part:
    """ChurnDesk."""
    sys.path.insert(0, str(ROOT))
    from churndesk import __version__

    return Part("ChurnDesk", __version__, "MIT", ((ROOT / "LICENSE").read_text("utf-8"),), registry=False)


def icons() -> Part:
    """The drawings in resources/icons."""
    text = (ROOT / "resources" / "icons" / "LICENSE").read_text("utf-8")
    return Part("Lucide icons", "", "ISC", (text,), registry=False)

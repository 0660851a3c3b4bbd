"""Walks through what has to be true before a version is given to anybody: each step is tried, or asked about.

    python3 packaging/release.py           every step, in order; stops at the first that fails
    python3 packaging/release.py list      only says which they are

Nothing is published and nothing is changed. Steps that this machine can't take are asked about.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from build import DIST, program, version
from dev import ROOT, Stop

sys.path.insert(0, str(ROOT))

from churndesk.changes import releases

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that has to be true; `tried` raises Stop where it isn't. Without it, a person is asked."""

    text: str
    tried: Callable[[], None] | None = None


def the_version() -> None:
    """The version is new, stands in one place, and changes.md tells of it with its day."""
    newest = releases()[0]
    if newest.version != version():
        raise Stop(f"churndesk/__init__.py says {version()}, resources/changes.md {newest.version}.")
    if newest.day is None:
        raise Stop(f"resources/changes.md doesn't say on which day {newest.version} comes out.")
    if not newest.lines:
        raise Stop(f"resources/changes.md says nothing of {newest.version}.")
    if f"v{version()}" in _said(["git", "tag", "--list"]).split():
        raise Stop(f"There is a version {version()} already.")


def all_committed() -> None:
    """What is built is what is kept."""
    left = _said(["git", "status", "--porcelain"])
    if left:
        raise Stop(f"These aren't committed:\n{left}")


def no_address() -> None:
    """No file of the project names where packages are fetched from."""
    found = _said(
        ["git", "grep", "-lE", r"(index-url|find-links) *=|//(files\.)?pythonhosted", "--", ".", ":!packaging"]
    )
    if found:
        raise Stop(f"These name a package registry: {found}")


def _script(*words: str) -> Callable[[], None]:
    """Runs one of the scripts beside this one, and is content with exit code 0."""

    def run() -> None:
        if subprocess.call([sys.executable, str(ROOT / "packaging" / words[0]), *words[1:]], cwd=ROOT):
            raise Stop(f"packaging/{' '.join(words)} did not pass.")

    return run


def _tested() -> None:
    if subprocess.call(["bash", str(ROOT / ".ci" / "run")], cwd=ROOT):
        raise Stop(".ci/run did not pass.")


def _bare_deb() -> None:
    for package in DIST.glob(f"churndesk_{version()}_*.deb"):
        return _script("try_bare.py", "deb", str(package))()
    raise Stop("There is no Debian package of this version in dist/.")


def _smoked() -> None:
    _script("smoke.py", str(program()))()


#: In the order in which a fault is found soonest.
STEPS = (
    Step("The version stands in one place, is new, and changes.md tells of it", the_version),
    Step("Everything is committed", all_committed),
    Step("No file names a package registry", no_address),
    Step("The README's test command passes in an environment that didn't exist before", _tested),
    Step("The lowest versions that pyproject.toml allows pass the tests", _script("lowest.py")),
    Step("The wheel is whole, installs, and works; the source package makes the same one", _script("try_wheel.py")),
    Step("Both commands of the README work on a system with nothing on it", _script("try_bare.py", "readme")),
    Step("The program is built, works, and is no larger than it may be", _script("build.py")),
    Step("The built program works by itself, without a network", _smoked),
    Step("The Debian package installs, starts and goes without a trace on a system with nothing on it", _bare_deb),
    Step("The hosted run has built and tried the programs for Windows and macOS from this commit"),
    Step("Somebody has opened each program, imported a table of their own, and read changes.md once more"),
    Step("dist/ holds what is handed out, with licences.html and sbom.cdx.json of each program beside it"),
)


def main(words: list[str]) -> int:
    """Walks through the steps and returns 0 where all are done."""
    if words == ["list"]:
        print("\n".join(f"{number}. {step.text}" for number, step in enumerate(STEPS, start=1)))
        return 0
    if words:
        print(__doc__, file=sys.stderr)
        return 2
    for number, step in enumerate(STEPS, start=1):
        print(f"== {number} of {len(STEPS)}: {step.text}", flush=True)
        try:
            _take(step)
        except Stop as reason:
            print(f"\n{reason}", file=sys.stderr)
            return 1
    print(f"{version()} may be tagged v{version()} and given away.")
    return 0


def _take(step: Step) -> None:
    if step.tried is not None:
        step.tried()
    elif not sys.stdin.isatty() or not re.match(r"(?i)y", input("   Is that so? [y/n] ")):
        raise Stop("Then that comes first.")


def _said(words: list[str]) -> str:
    if shutil.which(words[0]) is None:
        raise Stop(f"{words[0]} isn't installed.")
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

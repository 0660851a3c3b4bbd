"""A Debian system with nothing on it, to try things in: made by debootstrap, thrown away afterwards.

Needs root, and Debian's package debootstrap. Where the system's packages come from is read from the system's own list
of sources. What runs inside sees none of this machine's files, except what was put there, and ends with the command
that started it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: The oldest system that ChurnDesk is made for.
RELEASE = "bookworm"

#: Shut in a mount space and a process space of its own: what is mounted and started is gone at the end.
INSIDE = """
set -e
mount -t proc proc "$ROOT/proc"
mount --rbind /dev "$ROOT/dev"
exec chroot "$ROOT" /bin/sh -c "$COMMAND"
"""


class Stop(Exception):  # noqa: N818  (it is said to a person, not an error of the program)
    """The trial can't be made; its text says why."""


class Source(NamedTuple):
    """One place that packages come from."""

    address: str
    suite: str
    parts: tuple[str, ...]


class BareRoot:
    """One such system in a folder. `people` are the variables that every command in it gets to see."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def make(self, packages: Sequence[str] = ()) -> None:
        """Makes the system with its essential packages and those; a kept one is used again."""
        pristine = self.folder.with_name(self.folder.name + ".pristine.tar")
        if not pristine.exists():
            self._bootstrap(packages, pristine)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        _call(["tar", "-xf", str(pristine), "-C", str(self.folder)])

    def _bootstrap(self, packages: Sequence[str], pristine: Path) -> None:
        sources = system_sources()
        main = next((one for one in sources if one.suite == RELEASE), None)
        if main is None:
            raise Stop(f"This system's list of sources names no packages of {RELEASE}.")
        shutil.rmtree(self.folder, ignore_errors=True)
        include = ",".join(["ca-certificates", *packages])
        _call(["debootstrap", "--variant=minbase", f"--include={include}", RELEASE, str(self.folder), main.address])
        self._see_the_world(sources)
        _call(["tar", "-cf", str(pristine), "-C", str(self.folder), "."])

    def _see_the_world(self, sources: Iterable[Source]) -> None:
        """Lets the system find packages, names and certificates as this one does."""
        lines = [f"deb {one.address} {one.suite} {' '.join(one.parts)}" for one in sources]
        self.write("etc/apt/sources.list", "\n".join(lines) + "\n")
        self.write("etc/apt/apt.conf.d/90here", _apt_settings())
        for name in ("etc/resolv.conf", "etc/hosts", "etc/ssl/certs/ca-certificates.crt"):
            if Path("/", name).exists():
                self.write(name, Path("/", name).read_text("utf-8"))
        if Path("/etc/pip.conf").exists():
            self.write("etc/pip.conf", Path("/etc/pip.conf").read_text("utf-8"))

    def write(self, name: str, text: str) -> None:
        """Writes a file in it."""
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
        file.write_text(text, "utf-8")

    def started(self, command: str, **variables: str) -> subprocess.Popen[bytes]:
        """Starts a shell command in it."""
        environment = {
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": "/root",
            "LANG": "C.UTF-8",
            "ROOT": str(self.folder),
            "COMMAND": command,
            **variables,
        }
        shut = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "/bin/sh", "-c", INSIDE]
        return subprocess.Popen(shut, env=environment)

    def run(self, command: str, **variables: str) -> int:
        """Runs a shell command in it and answers its exit code."""
        return self.started(command, **variables).wait()


def system_sources(folder: Path = Path("/etc/apt")) -> tuple[Source, ...]:
    """Where this system's Debian packages come from, by both kinds of lists that apt knows."""
    found: list[Source] = []
    for file in sorted([folder / "sources.list", *folder.glob("sources.list.d/*")]):
        if file.suffix == ".sources":
            found += _of_paragraphs(file.read_text("utf-8"))
        elif file.suffix == ".list" and file.exists():
            found += _of_lines(file.read_text("utf-8"))
    return tuple(one for one in found if one.suite.startswith(RELEASE))


def _of_lines(text: str) -> Iterable[Source]:
    for line in text.splitlines():
        match = re.match(r"deb\s+(?:\[[^]]*\]\s+)?(\S+)\s+(\S+)\s+(\S.*)", line)
        if match:
            yield Source(match[1], match[2], tuple(match[3].split()))


def _of_paragraphs(text: str) -> Iterable[Source]:
    kept = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    for paragraph in re.split(r"\n\s*\n|\n(?=Types:)", kept):
        fields = dict(re.findall(r"^([\w-]+):[ \t]*(.*)$", paragraph, re.MULTILINE))
        if "deb" not in fields.get("Types", "").split():
            continue
        for address in fields.get("URIs", "").split():
            for suite in fields.get("Suites", "").split():
                yield Source(address, suite, tuple(fields.get("Components", "").split()))


def _apt_settings() -> str:
    """How this system checks what it fetches: a mirror of an older day needs the same patience inside."""
    shown = subprocess.run(["apt-config", "dump"], capture_output=True, text=True, check=False).stdout
    return "".join(f"{line}\n" for line in shown.splitlines() if line.startswith("Acquire::Check"))


def needs(*programs: str) -> None:
    """Stops where the trial can't be made on this machine."""
    missing = [name for name in programs if shutil.which(name) is None]
    if sys.platform != "linux" or os.geteuid() != 0:
        raise Stop("This is tried as root on Linux.")
    if missing:
        raise Stop(f"These programs are missing: {', '.join(missing)}.")


def _call(words: Sequence[str]) -> None:
    if subprocess.call(words, stdout=subprocess.DEVNULL):
        raise Stop(f"This failed: {' '.join(words)}")

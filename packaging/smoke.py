"""Tries a built or installed program as somebody does who has nothing else on the computer.

    python3 packaging/smoke.py PROGRAM     the program file: dist/churndesk/churndesk, /opt/churndesk/churndesk,
                                           ….venv/bin/churndesk-cli, ChurnDesk.app/Contents/MacOS/churndesk

The program runs in an empty home, from another folder, with none of this checkout's or Python's folders to find. It
goes its own ways by itself: the import wizard for both samples and for a table that another process reads, the report
as a workbook and as a PDF, help and tour, every language. Then its command line counts the same samples. Figures,
workbooks, PDFs and pictures are compared and looked at. Where no network can be had (`unshare`), there is none during
all of this.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SAMPLES = ("shop.csv", "subscriptions.xlsx")
#: The whole of it takes half a minute on a machine of today.
LONGEST_S = 900
LARGE = 100_000
#: The report on paper is short.
MOST_PAGES = 5


class Fault(Exception):  # noqa: N818  (it is what was found)
    """The program doesn't do what it should; the text says what."""


def main(words: list[str]) -> int:
    """Tries the program; 0 where all is well."""
    if len(words) != 1 or words[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    program = Path(words[0]).absolute()
    with tempfile.TemporaryDirectory() as scratch:
        try:
            tried(program, Path(scratch))
        except Fault as fault:
            print(f"{program.name}: {fault}", file=sys.stderr)
            return 1
    return 0


def tried(program: Path, scratch: Path) -> None:
    """Runs the program and looks at everything that it left in `scratch`.

    Raises:
        Fault: something isn't as it should be.
    """
    samples = find_samples(program)
    for name in SAMPLES:
        shutil.copy(samples / name, scratch)
    print(f"{run(program, scratch, '--version').strip()}: {program}", flush=True)
    run(program, scratch, "--self-check", "window")
    for name in SAMPLES:
        results = ["--json", f"{name}.json", "-o", f"{name}.report.xlsx", "--pdf", f"{name}.report.pdf"]
        run(program, scratch, "report", name, "--yes", *results)
    for line in verdict(scratch):
        print(f"  {line}", flush=True)


def find_samples(program: Path) -> Path:
    """The samples that the program brings, or the checkout's where it was installed by pip."""
    for folder in (program.parent, program.parent.parent):
        for found in folder.rglob("samples/shop.csv"):
            return found.parent
    return Path(__file__).resolve().parent.parent / "resources" / "samples"


def run(program: Path, scratch: Path, *words: str) -> str:
    """Runs the program in `scratch` with a home of its own, and answers what it says.

    Raises:
        Fault: it ended with another exit code than 0.
    """
    try:
        done = subprocess.run(
            [*_without_network(), str(program), *words],
            cwd=scratch, env=clean(scratch), capture_output=True, text=True, timeout=LONGEST_S, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise Fault(f"{' '.join(words)} did not end") from error
    if done.returncode != 0:
        raise Fault(f"{' '.join(words)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def _without_network() -> Sequence[str]:
    """What starts a program in a space without any network, where this system lets one."""
    shut = ["unshare", "--map-root-user", "--net"]
    if shutil.which("unshare") and subprocess.call([*shut, "true"], stderr=subprocess.DEVNULL) == 0:
        return shut
    return []


def clean(scratch: Path) -> dict[str, str]:
    """The environment of somebody who has nothing installed, and no screen."""
    home = scratch / "home"
    home.mkdir(exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if name in {"SYSTEMROOT", "WINDIR", "COMSPEC", "TEMP"}}
    usual = os.defpath if sys.platform == "win32" else "/usr/bin:/bin"
    return {**kept, "PATH": usual, "HOME": str(home), "USERPROFILE": str(home), "APPDATA": str(home),
            "LOCALAPPDATA": str(home), "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}  # fmt: skip


# ── What it left behind ──────────────────────────────────────────────────────────────────────────────────────────────


def verdict(scratch: Path) -> Iterator[str]:
    """What was found to be right, a line each.

    Raises:
        Fault: something isn't.
    """
    window = json.loads((scratch / "window" / "self-check.json").read_text("utf-8"))
    for name in SAMPLES:
        command = json.loads((scratch / f"{name}.json").read_text("utf-8"))
        yield f"{name}: {compared(window['figures'][name], command, name)} figures, the same in window and command"
        yield f"{name}: {workbook(scratch / f'{name}.report.xlsx')} sheets in the workbook"
    yield f"report.xlsx from the window: {workbook(scratch / 'window' / 'report.xlsx')} sheets"
    for name in ("window/report.pdf", *(f"{name}.report.pdf" for name in SAMPLES)):
        yield f"{name}: {pdf(scratch / name)} pages"
    if window["large"] != LARGE or not window["apart"]:
        raise Fault(f"another process read {window['large']} and {window['apart']} rows")
    yield f"another process read {window['large']} customers and a workbook of {window['apart']} rows"
    for code in window["languages"]:
        picture = scratch / "window" / f"overview-{code}.png"
        if picture.stat().st_size < 10_000:
            raise Fault(f"the overview in {code} is empty")
    yield f"the window in {', '.join(window['languages'])}"


def compared(one: Any, other: Any, place: str) -> int:
    """How many figures two readings have, which must be the same ones.

    Raises:
        Fault: they differ; the text says where.
    """
    if isinstance(one, dict) and isinstance(other, dict):
        if one.keys() != other.keys():
            raise Fault(f"{place}: {sorted(one.keys() ^ other.keys())} only in one of window and command")
        return sum(compared(one[key], other[key], f"{place}, {key}") for key in one if key != "problems")
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return sum(compared(a, b, f"{place}, {number}") for number, (a, b) in enumerate(zip(one, other, strict=True)))
    if one != other:
        raise Fault(f"{place}: {one!r} in the window, {other!r} on the command line")
    return int(isinstance(one, int | float))


def workbook(path: Path) -> int:
    """The number of sheets of a workbook that is whole.

    Raises:
        Fault: it isn't.
    """
    with zipfile.ZipFile(path) as packed:
        broken = packed.testzip()
        if broken:
            raise Fault(f"{path.name} is damaged: {broken}")
        return sum(name.startswith("xl/worksheets/sheet") for name in packed.namelist())


def pdf(path: Path) -> int:
    """The number of pages of a PDF that is whole.

    Raises:
        Fault: it isn't.
    """
    written = path.read_bytes()
    if not written.startswith(b"%PDF-") or b"%%EOF" not in written[-32:]:
        raise Fault(f"{path.name} is no PDF")
    pages = re.search(rb"/Type /Pages.*?/Count (\d+)", written, re.DOTALL)
    if pages is None or not 1 <= int(pages[1]) <= MOST_PAGES:
        raise Fault(f"{path.name} has no pages, or too many")
    return int(pages[1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Stores all figures of the two samples as this version of the program computes them.

    python -m tests.data.figures.make

Run it after a change that is meant to change a figure, and read the difference before it is committed: every line of it
is a figure that an owner would see change.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from churndesk import resources
from churndesk.cli import run

HERE = Path(__file__).parent
#: Each sample, and what else is said on the command line.
SAMPLES = {"shop.csv": ("--policy", "inactivity_days=90"), "subscriptions.xlsx": ()}


def figures_of(sample: str, folder: Path) -> Any:
    """What `churndesk report --json` writes of the sample."""
    out = folder / "figures.json"
    command = ["report", str(resources.path("samples", sample)), "--json", str(out), "--as-of", "2025-12-31", "--yes"]
    if run([*command, *SAMPLES[sample]]) != 0:
        raise SystemExit(f"{sample} can't be read")
    record = json.loads(out.read_text(encoding="utf-8"))
    del record["source"]  # what became of the rows is no figure
    return record


def stored(sample: str) -> Path:
    """Where the figures of the sample are kept."""
    return HERE / f"{Path(sample).stem}.json"


def main() -> int:
    """Writes the figures of every sample."""
    with tempfile.TemporaryDirectory() as folder:
        for sample in SAMPLES:
            text = json.dumps(figures_of(sample, Path(folder)), ensure_ascii=False, indent=1)
            stored(sample).write_text(text + "\n", encoding="utf-8")
    print(f"{len(SAMPLES)} written")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""How fast ChurnDesk is, as ratios to a bare script on the same machine in the same run.

    python -m tests.benchmark.run [--rows N] [--json OUT]

Every measurement is a process of its own, so that its memory is its own; the median of three is taken. Nothing is
asserted: the last line counts the measurements.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmark.orders import write_orders

RUNS = 3
ROOT = Path(__file__).resolve().parents[2]

BARE = """
import numpy as np, pandas as pd
frame = pd.read_csv(FILE)
days = pd.to_datetime(frame["order_date"])
codes, customers = pd.factorize(frame["customer_id"])
months = (days.dt.year * 12 + days.dt.month).to_numpy()
seen = np.bincount(codes, weights=frame["total"].to_numpy())
monthly = np.bincount(months - months.min(), weights=frame["total"].to_numpy())
"""

WHOLE = """
from pathlib import Path
from churndesk.cli.arguments import parse
from churndesk.cli.inputs import understood
from churndesk.analysis import study
from churndesk.export.figures import figures
from churndesk.project.project import Project, View
from churndesk.words import Language
dataset, mapping, policy = understood(parse(["report", FILE, "--yes"]))
figures(study(Project(dataset=dataset, policy=policy, view=View())), Language("en"))
"""

READ_ALONE = """
import pandas as pd
pd.read_csv(FILE)
"""

DATASET = """
from churndesk.cli.arguments import parse
from churndesk.cli.inputs import understood
understood(parse(["report", FILE, "--yes"]))
"""

BARE_WINDOW = """
import os
from PySide6.QtWidgets import QApplication, QMainWindow
from PySide6.QtCore import QTimer
app = QApplication([])
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, app.quit)
window = Window(); window.resize(1200, 760); window.show(); app.exec()
"""

OUR_WINDOW = """
from tests.benchmark.window import painted
painted()
"""

HEARTBEAT = """
from tests.benchmark.window import heartbeat
heartbeat(FILE)
"""

#: After the program has run: its wall time and its largest memory in MB, as JSON on the last line.
TIMED = """
import json, resource, sys, time
FILE = sys.argv[1]
started = time.perf_counter()
{program}
seconds = time.perf_counter() - started
mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({{"seconds": seconds, "mb": mb}}))
"""


def measured(program: str, file: Path) -> dict[str, float]:
    """The median of a program's figures over `RUNS` processes."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    # What was compiled is kept, as where the program is installed: only the first of the runs compiles.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    runs = []
    for _ in range(RUNS):
        done = subprocess.run(
            [sys.executable, "-c", TIMED.format(program=program), str(file)],
            capture_output=True, text=True, check=True, env=environment, cwd=ROOT,
        )  # fmt: skip
        lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
        runs.append({key: value for line in lines for key, value in line.items()})
    return {key: statistics.median(run[key] for run in runs) for key in runs[0]}


def ratios(file: Path) -> dict[str, float]:
    """Each ratio by its name; `_ms` and `_mb` are no ratios but what they were made from."""
    size = file.stat().st_size / 2**20
    bare, whole = measured(BARE, file), measured(WHOLE, file)
    alone, dataset = measured(READ_ALONE, file), measured(DATASET, file)
    window, ours = measured(BARE_WINDOW, file), measured(OUR_WINDOW, file)
    beat = measured(HEARTBEAT, file)
    return {
        "file to all figures : bare script": whole["seconds"] / bare["seconds"],
        "file to dataset : pandas.read_csv alone": dataset["seconds"] / alone["seconds"],
        "peak memory : size of the file": whole["mb"] / size,
        "window painted : bare window": ours["painted"] / window["seconds"],
        "longest gap of the window during an import, ms": beat["longest_gap_ms"],
        "bare script, s": bare["seconds"],
        "file, MB": size,
    }


def main() -> int:
    """Prints the ratios and, if asked, writes them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--json", type=Path)
    said = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = ratios(write_orders(Path(folder) / "orders.csv", said.rows, max(said.rows // 10, 1)))
    for name, value in found.items():
        print(f"{value:10.2f}  {name}")
    if said.json:
        said.json.write_text(json.dumps(found, indent=1), encoding="utf-8")
    print(f"{len(found)} measured")
    return 0


if __name__ == "__main__":
    sys.exit(main())

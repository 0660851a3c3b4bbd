"""Whether an installed program works: it goes its own ways by itself, from the samples to a workbook.

`churndesk --self-check FOLDER` opens the window with settings of its own and does what a person would: imports both
samples, a workbook and a table so large that another process reads it, writes the report as a workbook and as a PDF,
shows what helps a newcomer, and speaks every language.
What came of it is written into the folder, for packaging/smoke.py to compare; nothing of whoever starts it is touched.
`churndesk --self-check FOLDER briefly` is content with one sample and one language.
"""

from __future__ import annotations

import json
import sys
import traceback
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QElapsedTimer, QObject, QSettings, QTimer

from churndesk import __version__
from churndesk.gui.app import Program, application
from churndesk.gui.pages import PAGES
from churndesk.gui.settings import Store
from churndesk.gui.start.samples import SAMPLES
from churndesk.project.project import Project
from churndesk.words import LANGUAGES, Language, message

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from churndesk.reading.table import RawTable

#: The word after the folder by which only the first steps are taken.
BRIEFLY = "briefly"
#: Between two looks at whether a step is done.
_LOOK_MS = 25
#: A step that takes longer has failed.
_LONGEST_MS = 180_000
#: So many rows that they are read in a process of their own.
_LARGE = 100_000


class SelfCheck(QObject):
    """Goes through the steps, one after the other; `fault` says which one failed, empty where none did."""

    def __init__(self, program: Program, folder: Path, *, briefly: bool = False) -> None:
        super().__init__()
        self.fault = ""
        self.found: dict[str, Any] = {"version": __version__, "figures": {}, "languages": {}}
        self._program = program
        self._folder = folder
        self._steps = self._brief() if briefly else self._all()
        self._done: Callable[[], object] = lambda: True
        self._name = ""
        self._clock = QElapsedTimer()
        self._clock.start()
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def fail(self, fault: str) -> None:
        """Ends the check with its first fault: what comes to an end may fail as well."""
        if not self.fault:
            self.fault = fault
            self._end()

    def _look(self) -> None:
        if self._clock.elapsed() > _LONGEST_MS:
            self.fail(f"This did not happen: {self._name}")
        elif self._done():
            self._clock.restart()
            self._name, self._done = next(self._steps, ("", lambda: False))
            if not self._name:
                self._end()

    def _end(self) -> None:
        self._timer.stop()
        # The window would ask what to do with its unsaved work.
        document = self._program.document
        document.give_up()
        document.begin(document.project)
        application().quit()

    # The steps: each names what is waited for, and how to see that it is there.

    def _all(self) -> Generator[tuple[str, Callable[[], object]], None, None]:
        yield from self._samples()
        yield from self._large()
        yield from self._apart()
        yield from self._report()
        yield from self._guide()
        yield from self._languages()

    def _brief(self) -> Generator[tuple[str, Callable[[], object]], None, None]:
        """The same with one sample, and another language than English."""
        from churndesk.export.figures import figures

        sample = SAMPLES[1]
        yield from self._import(sample.path)
        self.found["figures"][sample.file] = figures(self._program.document.study, Language("en"))
        yield from self._guide()
        yield from self._languages(("ja",))

    def _samples(self) -> Generator[tuple[str, Callable[[], object]], None, None]:
        from churndesk.export.figures import figures

        for sample in SAMPLES:
            yield from self._import(sample.path)
            self.found["figures"][sample.file] = figures(self._program.document.study, Language("en"))

    def _large(self) -> Generator[tuple[str, Callable[[], object]], None, None]:
        before = self._program.document.project
        yield from self._import(_written_large(self._folder / "large.csv"))
        self.found["large"] = len(self._program.document.project.dataset.customers.ids)
        self._program.document.begin(before)
        yield "the figures of the sample before", self._has_figures

    def _import(self, path: Path) -> Generator[tuple[str, Callable[[], object]], None, None]:
        from churndesk.gui.importing import ImportWizard

        program = self._program
        program.document.give_up()
        program.document.begin(Project())
        program.window.files.open_path(path)
        wizard = program.window.findChild(ImportWizard)
        yield f"{path.name} can be imported", wizard.foot.finish.isEnabled
        wizard.foot.finish.click()
        yield f"the figures of {path.name}", self._has_figures

    def _has_figures(self) -> bool:
        document = self._program.document
        return document.project.dataset is not None and document.study is not None and not self._program.tasks.busy

    def _apart(self) -> Generator[tuple[str, Callable[[], object]], None, None]:
        from churndesk.reading import read

        workbook = next(sample.path for sample in SAMPLES if sample.path.suffix == ".xlsx")
        self._program.tasks.run(
            read, workbook, done=self._take_table, title=message("Reading {file}", file=workbook.name), apart=True
        )
        yield "a workbook read in a process of its own", lambda: "apart" in self.found

    def _guide(self) -> Generator[tuple[str, Callable[[], object]], None, None]:
        window = self._program.window
        guide = window.asides.guide
        window.show_help()
        yield "the help", lambda: guide.help is not None
        window.show_tour()
        yield "the tour", lambda: guide.tour is not None
        guide.tour.leave.click()
        yield "the end of the tour", lambda: guide.tour is None

    def _take_table(self, table: RawTable) -> None:
        self.found["apart"] = len(table)

    def _report(self) -> Generator[tuple[str, Callable[[], object]], None, None]:
        window = self._program.window
        window.go("report")
        page = window.pages["report"]
        yield "the outline of the report", lambda: page.outline is not None
        page.write(self._folder / "report.xlsx")
        yield "the workbook", page.written.isVisible
        document = self._program.document
        paper = replace(document.project.report, kind="pdf")
        document.change(message("Change the report"), replace(document.project, report=paper))
        yield "the pages to print", lambda: not self._program.tasks.busy
        page.write(self._folder / "report.pdf")
        yield "the PDF", page.written.isVisible

    def _languages(
        self, codes: Sequence[str] = tuple(code for code, _name in LANGUAGES)
    ) -> Generator[tuple[str, Callable[[], object]], None, None]:
        program = self._program
        for code in codes:
            before = program.window
            before.choose_setting("language", code)
            yield f"the window in {code}", lambda before=before: program.window is not before
            for entry in PAGES:
                program.window.go(entry.key)
                yield f"the page {entry.key} in {code}", lambda: not program.tasks.busy
            program.window.go("overview")
            program.window.grab().save(str(self._folder / f"overview-{code}.png"))
            self.found["languages"][code] = program.window.rail.buttons["customers"].text()


def _written_large(path: Path) -> Path:
    """A list of customers, every tenth of whom left."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("Customer ID,Name,Start date,End date,Monthly amount\n")
        for number in range(_LARGE):
            start = f"2024-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
            end = f"2025-{number % 9 + 1:02d}-15" if number % 10 == 0 else ""
            file.write(f"C{number:06d},Customer {number},{start},{end},{20 + number % 50}.00\n")
    return path


def run(arguments: Sequence[str]) -> int:
    """Checks the installation; 0 where everything worked, 1 with the fault on stderr, 2 without a folder."""
    if not 1 <= len(arguments) <= 2 or arguments[1:] not in ([], [BRIEFLY]):
        print("churndesk: --self-check needs the name of a folder", file=sys.stderr)  # noqa: T201
        return 2
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    program = Program(application(), Store(settings), recovery=folder / "recovery")
    program.show()
    check = SelfCheck(program, folder, briefly=bool(arguments[1:]))
    sys.excepthook = lambda kind, error, trace: check.fail("".join(traceback.format_exception(kind, error, trace)))
    code = application().exec()
    sys.excepthook = sys.__excepthook__
    program.close()
    if check.fault:
        print(f"churndesk: {check.fault}", file=sys.stderr)  # noqa: T201
    written = json.dumps(check.found, ensure_ascii=False, indent=1)
    (folder / "self-check.json").write_text(written, encoding="utf-8")
    return code or int(bool(check.fault))

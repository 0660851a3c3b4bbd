"""Help and tour of one window: made when they are first asked for, and kept in their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect

from churndesk import __version__
from churndesk.gui.guide.help_panel import WIDTH, HelpPanel
from churndesk.gui.guide.sample import sample_project
from churndesk.gui.guide.tour import Ring, TourCard
from churndesk.gui.next_turn import next_turn
from churndesk.gui.say import say
from churndesk.gui.start.samples import SAMPLES
from churndesk.words import message

if TYPE_CHECKING:
    from churndesk.gui.main_window import MainWindow
    from churndesk.project.blobs import Blobs
    from churndesk.project.project import Project

#: A window of this width has room for the help beside the page; in a narrower one it lies over it.
ROOMY = 1180
#: The sample that the tour shows where nothing is open: it has something to say on every page.
_SHOWN = SAMPLES[1]


class Guide(QObject):
    """What the Help menu shows inside the window. `help` and `tour` are there while they are shown."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._around = window.centralWidget()
        self._around.installEventFilter(self)
        self.help: HelpPanel | None = None
        self.tour: TourCard | None = None
        self._rings: tuple[Ring, ...] = ()
        self._before: object = None
        window.went.connect(self._follow)
        window.document.study_changed.connect(self._settle)

    # -- help

    def toggle_help(self) -> None:
        """Shows the help of the open page, or sends it away."""
        if self.help is not None:
            self.close_help()
            return
        self.leave_tour()
        self._before = self._window.focusWidget()
        self.help = HelpPanel(self._window.document, self._around)
        self.help.closed.connect(self.close_help)
        self.help.tour_wanted.connect(self.begin_tour)
        self.help.show_page(self._window.current)
        self._stand()
        self.help.show()
        self.help.area.setFocus()

    def close_help(self) -> None:
        """Sends the help away; the keyboard goes back to where it was."""
        if self.help is not None:
            self.help.hide()
            self.help.deleteLater()
            self.help = None
            self._stand()
            self._return()

    def _return(self) -> None:
        before = self._before
        if before is not None and before in self._window.findChildren(type(before)) and before.isVisible():
            before.setFocus()

    # -- the tour

    def begin_tour(self) -> None:
        """Begins the tour: with what is open, else with a sample."""
        self.close_help()
        self.leave_tour()
        if self._window.document.project.dataset is None and not self._window.document.dirty:
            self._window.tasks.run(
                sample_project,
                _SHOWN.path,
                say(_SHOWN.title),
                done=self._take_sample,
                title=message("Opening {file}", file=_SHOWN.file),
                key="file",
            )
        else:
            self._begin()

    def _take_sample(self, found: tuple[Project, Blobs]) -> None:
        project, blobs = found
        self._window.document.hold(None)
        self._window.document.begin(project, None, blobs)
        self._begin()

    def _begin(self) -> None:
        self._window.store.greeted = __version__
        self._rings = (Ring(self._around), Ring(self._around))
        self.tour = TourCard(self._around)
        self.tour.moved.connect(self._show_stop)
        self.tour.left.connect(self.leave_tour)
        self.tour.opening.connect(self._open_own)
        self.tour.show_stop(0)

    def leave_tour(self) -> None:
        """Ends the tour where it is."""
        for widget in (self.tour, *self._rings):
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.tour, self._rings = None, ()

    def _open_own(self) -> None:
        self.leave_tour()
        self._window.run("import")

    def _show_stop(self, _place: int) -> None:
        self._window.go(self.tour.stop.page)
        self._settle()

    # -- places

    def _follow(self, key: str) -> None:
        if self.help is not None:
            self.help.show_page(key)
        self._settle()

    def _settle(self) -> None:
        """Lets the rings look for their places once the page has its own."""
        if self.tour is not None:
            next_turn(self, self._stand)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Keeps help and tour in their places when the window is made larger or smaller."""
        if event.type() == QEvent.Type.Resize:
            self._stand()
        return False

    def _stand(self) -> None:
        around = self._around.rect()
        beside = self.help is not None and around.width() >= ROOMY
        self._around.layout().setContentsMargins(0, 0, WIDTH if beside else 0, 0)
        if self.help is not None:
            self.help.setGeometry(QRect(around.right() + 1 - WIDTH, around.top(), WIDTH, around.height()))
            self.help.raise_()
        if self.tour is not None:
            button = self._window.rail.buttons[self.tour.stop.page]
            pointed_at = self._window.context if self.tour.stop.points_at == "context" else None
            for ring, widget in zip(self._rings, (button, pointed_at), strict=True):
                ring.surround(widget)
            self.tour.stand()

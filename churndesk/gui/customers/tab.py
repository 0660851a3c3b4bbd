"""What the tabs share: room to scroll, and figures computed off the window's thread when they are looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from churndesk.words import message

if TYPE_CHECKING:
    from collections.abc import Callable

    from churndesk.analysis import Study
    from churndesk.gui.desk import Desk

_WIDEST = 1280


class Tab(QScrollArea):
    """One tab. `compute(study, report=…)` works off the thread, `show_found` shows what it answered."""

    key = ""
    compute: Callable[..., Any]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.study: Study | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        content.setProperty("look", "page")
        content.setMaximumWidth(_WIDEST)
        self.setWidget(content)
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(0, 0, 6, 0)
        self.body.setSpacing(14)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Adds one part below the others."""
        self.body.addWidget(widget, stretch)

    def show_study(self, study: Study) -> None:
        """Asks for the figures of that study; those of a study that is shown already stay."""
        if study is self.study:
            return
        self.study = study
        self.ask()

    def ask(self) -> None:
        """Computes the figures of the study anew."""
        self._desk.tasks.run(
            type(self).compute,
            self.study,
            *self.choices(),
            done=self.show_found,
            title=message("Computing the figures"),
            key=f"customers {self.key}",
        )

    def choices(self) -> tuple[object, ...]:
        """What else `compute` needs to know."""
        return ()

    def show_found(self, found: Any) -> None:
        """Shows what was computed."""
        raise NotImplementedError

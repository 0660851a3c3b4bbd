"""Which files and sheets are read together, and how more are taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from churndesk.gui.importing.hidden_bar import sheet_told
from churndesk.gui.say import say, tr
from churndesk.gui.widgets import Text
from churndesk.words import Series, plural

if TYPE_CHECKING:
    from pathlib import Path

    from churndesk.importing import Draft

#: So many names are told; of the others only how many they are.
_NAMED = 6


class TogetherBar(QWidget):
    """A line for sheets with the same headings, and one for the files of an import of several.

    Signals:
        together_wanted: whether the other sheets with the same headings are read, too.
        sheets_left: the names of those that are not.
        files_chosen: the paths that are to be read together from now on.
    """

    together_wanted = Signal(bool)
    sheets_left = Signal(object)
    files_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._draft: Draft | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        self.together = QCheckBox()
        self.together.clicked.connect(self.together_wanted)
        self.which = _menu_button(tr("Which sheets"))
        self.files = Text("")
        self.leave = _menu_button(tr("Leave a file out"))
        for text, button in ((self.together, self.which), (self.files, self.leave)):
            row = QHBoxLayout()
            row.setSpacing(10)
            row.addWidget(text)
            row.addWidget(button)
            row.addStretch()
            layout.addLayout(row)

    def show_draft(self, draft: Draft) -> None:
        """Shows what the draft is read from; nothing where that is one file with one such sheet."""
        self._draft = draft
        self._show_sheets(draft)
        several = len(draft.paths) > 1
        self.files.show_text(say(_files_told(draft.paths)) if several else "")
        self.leave.setVisible(several)
        self._fill_files(draft.paths if several else ())
        self.setVisible(several or not self.together.isHidden())

    def _show_sheets(self, draft: Draft) -> None:
        alike = draft.preview.table.dialect.alike if draft.preview is not None else ()
        self.together.setVisible(bool(alike))
        self.which.setVisible(bool(alike) and bool(draft.together))
        self.together.setChecked(bool(draft.together))
        if not alike:
            return
        told = plural(
            "Read the sheet with the same headings, too: {sheets}",
            "Read the {count} sheets with the same headings, too: {sheets}",
            len(alike),
            sheets=_named(alike),
        )
        self.together.setText(say(told))
        menu = self.which.menu()
        menu.clear()
        for sheet in alike:
            action = menu.addAction(sheet_told(sheet, draft.preview.table.dialect).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(sheet not in draft.left_sheets)
            action.triggered.connect(lambda wanted, name=sheet: self._choose_sheet(name, wanted=wanted))

    def _choose_sheet(self, name: str, *, wanted: bool) -> None:
        left = set(self._draft.left_sheets) - {name} if wanted else {*self._draft.left_sheets, name}
        self.sheets_left.emit(tuple(sorted(left)))

    def _fill_files(self, paths: tuple[Path, ...]) -> None:
        menu = self.leave.menu()
        menu.clear()
        for place, path in enumerate(paths):
            rest = (*paths[:place], *paths[place + 1 :])
            menu.addAction(path.name.replace("&", "&&"), lambda chosen=rest: self.files_chosen.emit(chosen))


def _menu_button(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setMenu(QMenu(button))
    return button


def _named(names: tuple[str, ...]) -> Series:
    if len(names) <= _NAMED:
        return Series(names)
    rest = len(names) - _NAMED
    return Series((*names[:_NAMED], plural("{count} more", "{count} more", rest)))


def _files_told(paths: tuple[Path, ...]):  # noqa: ANN202
    names = _named(tuple(path.name for path in paths))
    return plural("{count} file is read: {names}.", "{count} files are read together: {names}.", len(paths),
                  names=names)  # fmt: skip

"""The customers behind a count of the chosen period: search, sort, copy, save as CSV."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from churndesk.gui.customers.parts import PARTS, SNAPSHOT_PARTS, count_of
from churndesk.gui.figures import currency_of
from churndesk.gui.proof.customer_list import CustomerList
from churndesk.gui.say import say, tr
from churndesk.gui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from churndesk.analysis import Study
    from churndesk.gui.desk import Desk


class WhoTab(QWidget):
    """Lists the customers of one part of the period; fills the window, as only the table scrolls."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.part = "lost"
        self._study: Study | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        row = QWidget()
        flow = FlowLayout(row, gap=8, line_gap=8)
        self._group = QButtonGroup(self)
        self.chips = {key: self._chip(key, flow) for key, _title in PARTS}
        self.list = CustomerList(desk, tr("There is no such customer in this period."))
        layout.addWidget(row)
        layout.addWidget(self.list, 1)

    def _chip(self, key: str, flow: FlowLayout) -> QPushButton:
        chip = QPushButton(checkable=True)
        chip.setProperty("look", "chip")
        chip.clicked.connect(partial(self.choose, key))
        self._group.addButton(chip)
        flow.addWidget(chip)
        return chip

    def choose(self, part: str, _checked: bool = True) -> None:
        """Lists the customers of another part."""
        self.part = part
        if self._study is not None:
            self.show_study(self._study)

    def show_study(self, study: Study) -> None:
        """Shows what the study says of the part."""
        self._study = study
        offered = SNAPSHOT_PARTS if study.snapshot is not None else PARTS
        if self.part not in {key for key, _title in offered}:
            self.part = "lost"
        titles = dict(offered)
        for key, chip in self.chips.items():
            count = None if study.chosen is None else count_of(study.customers[study.chosen], key)
            title = titles.get(key)
            chip.setVisible(title is not None)
            if title is not None:
                chip.setText(say(title) if count is None else tr("{part}: {count}", part=title, count=count))
        self.chips[self.part].setChecked(True)
        self.list.show_members(study, study.members(self.part), currency_of(study.project))

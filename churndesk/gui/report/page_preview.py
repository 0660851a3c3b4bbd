"""The pages of the PDF as they will be printed, one below the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from churndesk.gui.say import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QResizeEvent


class Sheet(QLabel):
    """One page, as wide as there is room."""

    def __init__(self, image: QImage, number: int, of: int) -> None:
        super().__init__()
        self._image = QPixmap.fromImage(image)
        self.setFrameShape(QLabel.Shape.StyledPanel)
        self.setAccessibleName(tr("Page {page} of {pages}", page=number, pages=of))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(120)

    def hasHeightForWidth(self) -> bool:
        """A page keeps its form."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height that goes with the width."""
        return round(width * self._image.height() / self._image.width())

    def sizeHint(self) -> QSize:
        """As wide as it reads well."""
        return QSize(560, self.heightForWidth(560))

    def minimumSizeHint(self) -> QSize:
        """Small pages still tell what stands where."""
        return QSize(120, self.heightForWidth(120))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draws the page at its new width."""
        super().resizeEvent(event)
        ratio = self.devicePixelRatioF()
        wanted = self._image.scaledToWidth(
            max(1, round(self.width() * ratio)), Qt.TransformationMode.SmoothTransformation
        )
        wanted.setDevicePixelRatio(ratio)
        self.setPixmap(wanted)


class PagePreview(QWidget):
    """All pages; `sheets` are those that are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[Sheet] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)

    def show_pages(self, images: tuple[QImage, ...]) -> None:
        """Shows these pages in the place of the others."""
        for sheet in self.sheets:
            self._column.removeWidget(sheet)
            sheet.hide()
            sheet.deleteLater()
        self.sheets = [Sheet(image, number, len(images)) for number, image in enumerate(images, start=1)]
        for sheet in self.sheets:
            self._column.addWidget(sheet)

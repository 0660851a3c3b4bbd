"""What this program is, and whose work it stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QTextDocument
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout

from churndesk import __version__, resources
from churndesk.gui import icons
from churndesk.gui.say import tr
from churndesk.gui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

#: Name, licence, and where its text and its source are to be had.
LICENCES = (
    ("ChurnDesk", "MIT", ""),
    ("Qt and PySide6", "LGPL-3.0", "https://doc.qt.io/qtforpython-6/licenses.html"),
    ("pandas", "BSD-3-Clause", "https://pandas.pydata.org"),
    ("NumPy", "BSD-3-Clause", "https://numpy.org"),
    ("pyqtgraph", "MIT", "https://www.pyqtgraph.org"),
    ("openpyxl", "MIT", "https://openpyxl.readthedocs.io"),
    ("python-calamine", "MIT", "https://github.com/dimastbk/python-calamine"),
    ("msoffcrypto-tool", "MIT", "https://github.com/nolze/msoffcrypto-tool"),
    ("cryptography", "Apache-2.0 or BSD-3-Clause", "https://cryptography.io"),
    ("olefile", "BSD-2-Clause", "https://www.decalage.info/python/olefileio"),
    ("XlsxWriter", "BSD-2-Clause", "https://xlsxwriter.readthedocs.io"),
    ("Babel", "BSD-3-Clause", "https://babel.pocoo.org"),
    ("platformdirs", "MIT", "https://platformdirs.readthedocs.io"),
    ("Lucide", "ISC", "https://lucide.dev"),
)
#: The licence texts of everything that travels in a packaged program, made when it is built.
PAGE = resources.path("licences.html")
_MARK = 56


class AboutDialog(QDialog):
    """Name, version, what happens to the data, and the licences of all parts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About ChurnDesk"))
        self.setMinimumSize(520, 460)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 22, 24, 18)
        layout.setSpacing(14)
        layout.addLayout(self._head())
        layout.addWidget(
            Text(tr("There is no account and no connection to anything. Your data stays on this computer."))
        )
        layout.addWidget(Text(tr("ChurnDesk stands on the work of others:"), tone="muted"))
        lines = (f"{name}  ·  {licence}" + (f"\n    {where}" if where else "") for name, licence, where in LICENCES)
        self.licences = QPlainTextEdit("\n".join(lines), readOnly=True)
        self.licences.setAccessibleName(tr("Licences"))
        layout.addWidget(self.licences, 1)
        buttons = QDialogButtonBox()
        #: Only a program that brings the others' work along has the page of their licences.
        self.texts = QPushButton(tr("All licence texts"), self, visible=False)
        self.texts.clicked.connect(self._open_texts)
        if PAGE.exists():
            buttons.addButton(self.texts, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(QPushButton(tr("Close")), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def _open_texts(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(PAGE))):
            # No browser: the words of all licences can be read here just as well.
            self.licences.setPlainText(plain(PAGE.read_text("utf-8")))

    @staticmethod
    def _head() -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        mark = QLabel()
        mark.setPixmap(icons.program_icon().pixmap(_MARK, _MARK))
        row.addWidget(mark, alignment=Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Text("ChurnDesk", size=1.5, bold=True))
        words.addWidget(Text(tr("Version {version}", version=__version__), tone="muted"))
        row.addLayout(words, 1)
        return row


def plain(page: str) -> str:
    """The words of a page of HTML."""
    document = QTextDocument()
    document.setHtml(page)
    return document.toPlainText()

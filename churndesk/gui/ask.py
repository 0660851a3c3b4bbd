"""The one seam through which the program asks a person something; tests put their own answers in its place.

Callers write `ask.save_changes(…)`, so that a test can replace the function in this module. Qt's dialogs are imported
when one is shown: the window is painted sooner without them.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from churndesk.gui.say import say, tr
from churndesk.words import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from churndesk.words import Message

#: What can be opened: a name and the endings that go with it.
Kinds: TypeAlias = "Sequence[tuple[Message, tuple[str, ...]]]"
#: What no file system takes in a name, and how long a name stays handy.
_FORBIDDEN, _LONGEST_NAME = re.compile(r'[<>:"/\\|?*\x00-\x1f]'), 100


def save_changes(parent: QWidget | None, name: str) -> Literal["save", "discard", "cancel"]:
    """Asks whether the unsaved work of the document `name` is to be kept."""
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setWindowTitle(tr("Save changes?"))
    box.setText(tr("Save the changes to {name}?", name=name))
    box.setInformativeText(tr("Without saving, what you did since the last save is lost."))
    save = box.addButton(tr("Save"), QMessageBox.ButtonRole.AcceptRole)
    discard = box.addButton(tr("Don't save"), QMessageBox.ButtonRole.DestructiveRole)
    cancel = box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(save)
    box.setEscapeButton(cancel)
    box.exec()
    clicked = box.clickedButton()
    if clicked is save:
        return "save"
    return "discard" if clicked is discard else "cancel"


def yes(parent: QWidget | None, question: Message, explanation: Message, action: Message) -> bool:
    """Asks for consent; the button bears the `action` itself ("Delete the note"), the other one says Cancel."""
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setText(say(question))
    box.setInformativeText(say(explanation))
    agreed = box.addButton(say(action), QMessageBox.ButtonRole.AcceptRole)
    cancel = box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(cancel)
    box.setEscapeButton(cancel)
    box.exec()
    return box.clickedButton() is agreed


def tell(parent: QWidget | None, title: Message, text: Message) -> None:
    """Says something that the person must know before going on."""
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setWindowTitle(say(title))
    box.setText(say(title))
    box.setInformativeText(say(text))
    box.addButton(tr("OK"), QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def password(parent: QWidget | None, sentence: Message) -> str | None:
    """Asks for the password of a file, of which the sentence tells; None where the person has none to give."""
    from churndesk.gui.password import PasswordDialog

    dialog = PasswordDialog(say(sentence), parent)
    agreed = dialog.exec() == PasswordDialog.DialogCode.Accepted
    return dialog.field.text() if agreed else None


def open_file(parent: QWidget | None, title: Message, kinds: Kinds, folder: str = "") -> Path | None:
    """Lets a person choose a file that is there; None where they changed their mind."""
    from PySide6.QtWidgets import QFileDialog

    name, _kind = QFileDialog.getOpenFileName(parent, say(title), folder, _filters(kinds))
    return Path(name) if name else None


def open_files(parent: QWidget | None, title: Message, kinds: Kinds, folder: str = "") -> tuple[Path, ...]:
    """The same for any number of files."""
    from PySide6.QtWidgets import QFileDialog

    names, _kind = QFileDialog.getOpenFileNames(parent, say(title), folder, _filters(kinds))
    return tuple(Path(name) for name in names)


def save_file(parent: QWidget | None, title: Message, kinds: Kinds, proposed: str = "") -> Path | None:
    """Lets a person choose where to write; the first ending of the kind is added where none of its own was typed.

    "March 1.2" has no ending of ours, so it becomes "March 1.2.xlsx". Where a file of that longer name is there, which
    the dialog could not know, the person is asked before it is given away.
    """
    from PySide6.QtWidgets import QFileDialog

    name, chosen = QFileDialog.getSaveFileName(parent, say(title), proposed, _filters(kinds))
    if not name:
        return None
    path = Path(name)
    endings = next((endings for kind, endings in kinds if chosen.startswith(say(kind))), kinds[0][1])
    if path.suffix.lower() in (ending for _, every in kinds for ending in every):
        return path
    path = path.with_name(path.name + endings[0])
    return path if not path.exists() or _may_replace(parent, path) else None


def _may_replace(parent: QWidget | None, path: Path) -> bool:
    return yes(
        parent,
        message("Replace {file}?", file=path.name),
        message("A file of this name is in {folder} already.", folder=str(path.parent)),
        message("Replace"),
    )


def file_name(text: str, ending: str) -> str:
    """The text as the name of a file: nothing in it that a file system refuses, and not too long."""
    plain = " ".join(_FORBIDDEN.sub(" ", text).split())
    return f"{plain[:_LONGEST_NAME].strip(' .') or 'ChurnDesk'}{ending}"


def _filters(kinds: Kinds) -> str:
    return ";;".join(f"{say(kind)} ({' '.join('*' + ending for ending in endings)})" for kind, endings in kinds)

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from churndesk.gui.password import PasswordDialog

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_the_password_is_hidden_until_the_person_wants_to_see_it(qtbot: QtBot) -> None:
    dialog = PasswordDialog("members.xlsx is protected by a password.")
    qtbot.addWidget(dialog)
    assert not dialog.agree.isEnabled()
    qtbot.keyClicks(dialog.field, "hush")
    assert dialog.agree.isEnabled()
    assert dialog.field.echoMode() == QLineEdit.EchoMode.Password
    dialog.shown.click()
    assert dialog.field.echoMode() == QLineEdit.EchoMode.Normal
    dialog.agree.click()
    assert dialog.result() == PasswordDialog.DialogCode.Accepted

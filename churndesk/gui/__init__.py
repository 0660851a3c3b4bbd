"""The windows. Only this package and the command line speak to a person."""

from __future__ import annotations

import sys

import PySide6.QtCore  # noqa: F401  (what is left alone below comes with it)


def _leave_sources_unread() -> None:
    """Keeps PySide from reading the text of every module that is imported after it.

    It looks there for a wish for other spellings of its names, which nobody here has. With pandas and pyqtgraph those
    texts are 15 MB, kept for good, and reading them is a fifth of the time until both are loaded. In a release that
    does it otherwise nothing is found here, and nothing happens.
    """
    features = sys.modules.get("PySide6.support.feature")
    if hasattr(features, "_mod_uses_pyside"):
        features._mod_uses_pyside = lambda _module: False  # noqa: SLF001


_leave_sources_unread()

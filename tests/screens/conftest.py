"""The fixtures of the window, for tests that look at every page."""

from __future__ import annotations

from tests.unit.gui.conftest import _english_and_light, document, store, tasks, window

__all__ = ["_english_and_light", "document", "store", "tasks", "window"]

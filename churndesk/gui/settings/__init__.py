"""What a person can set, and where it is kept."""

from churndesk.gui.settings.setting import SETTINGS, Setting
from churndesk.gui.settings.store import Store

__all__ = ["SETTINGS", "Setting", "Store"]

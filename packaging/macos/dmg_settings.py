"""How the window of the .dmg looks: read by dmgbuild, with -D app=… and -D icon=…."""

from __future__ import annotations

import os.path

defined = globals().get("defines", {})
application = defined.get("app", "dist/ChurnDesk.app")

files = [application]
symlinks = {"Applications": "/Applications"}
icon = defined.get("icon")
format = "ULFO"  # noqa: A001  (dmgbuild's own name; LZFSE packs best of what macOS 13 opens)
filesystem = "APFS"
window_rect = ((200, 200), (560, 340))
default_view = "icon-view"
icon_size = 112
text_size = 13
show_status_bar = show_toolbar = show_pathbar = show_sidebar = False
icon_locations = {os.path.basename(application): (150, 150), "Applications": (410, 150)}  # noqa: PTH119

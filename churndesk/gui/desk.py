"""What the window hands to a page when it is made: each takes what it needs, and knows nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from churndesk.gui.document import Document
    from churndesk.gui.settings import Store
    from churndesk.gui.tasks import Tasks


class Desk(NamedTuple):
    """The open document and what can be done around it.

    `go` shows the page of a key ("overview"), or a part of it ("actions", "reasons" is one strategy). `run` carries out
    the command of a key ("import"), `open_path` opens a project or begins the import of a table.
    """

    document: Document
    tasks: Tasks
    store: Store
    go: Callable[..., None]
    run: Callable[[str], None]
    open_path: Callable[[Path], None]

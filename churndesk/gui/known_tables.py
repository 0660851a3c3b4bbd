"""How tables were read before, kept on this computer for the next file with the same headings."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

from churndesk.importing.known import Known, with_known
from churndesk.project.damage import DamagedRecord, NewerRecord
from churndesk.project.record import plain, value_of
from churndesk.shapes.mapping import Mapping

if TYPE_CHECKING:
    from pathlib import Path

#: A file larger than this isn't ours.
_LARGEST = 4_000_000


class KnownTables:
    """One small file of headings and their meanings; no cell of any table is in it.

    A file that can't be read counts as none: what it would have offered is proposed anew.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def all(self) -> tuple[Known, ...]:
        """Every table that is known, the one that was used last first."""
        try:
            if self.path.stat().st_size > _LARGEST:
                return ()
            entries = json.loads(self.path.read_text("utf-8"))
            known = [Known(str(entry["file"]), value_of(entry["mapping"], [])) for entry in entries]
        except (OSError, ValueError, KeyError, TypeError, DamagedRecord, NewerRecord):
            return ()
        return tuple(one for one in known if isinstance(one.mapping, Mapping))

    def keep(self, file: str, mapping: Mapping) -> None:
        """Notes how a file was read. Where it can't be written the next file is proposed anew, and nothing is lost."""
        known = with_known(self.all(), file, mapping)
        entries = [{"file": one.file, "mapping": plain(one.mapping, [])} for one in known]
        beside = self.path.with_suffix(".new")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(entries, ensure_ascii=False), "utf-8")
            beside.replace(self.path)
        except OSError:
            with suppress(OSError):
                beside.unlink(missing_ok=True)

    def forget(self) -> None:
        """Lets go of all of them."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)

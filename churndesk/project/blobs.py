"""The bytes of the source files that a project carries, kept once each by the hash of what they hold."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

#: The most that a source may unpack to.
LIMIT = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Blobs:
    """The compressed bytes that a project names by the sha256 of what they hold, kept once each."""

    by_digest: dict[str, bytes] = field(default_factory=dict)

    def keep(self, content: bytes) -> str:
        """Keeps the content and answers its digest."""
        digest = _digest(content)
        if digest not in self.by_digest:
            self.by_digest[digest] = zlib.compress(content, 6)
        return digest

    def content(self, digest: str) -> bytes | None:
        """The content with that digest, or None where it isn't there, is damaged, or is larger than `LIMIT`."""
        compressed = self.by_digest.get(digest)
        if compressed is None:
            return None
        try:
            content = zlib.decompressobj().decompress(compressed, LIMIT)
        except (zlib.error, MemoryError):
            return None
        return content if _digest(content) == digest else None

    def only(self, digests: Iterable[str]) -> Blobs:
        """Those of them alone, as a value of its own that no later edit touches."""
        return Blobs({digest: self.by_digest[digest] for digest in digests if digest in self.by_digest})

    def collect(self, named: Iterable[str]) -> None:
        """Lets go of everything that isn't named."""
        for digest in self.by_digest.keys() - set(named):
            del self.by_digest[digest]


def _digest(content: bytes) -> str:
    # Imported here: every document has blobs, and an empty one is painted before anything is hashed.
    import hashlib

    return hashlib.sha256(content).hexdigest()

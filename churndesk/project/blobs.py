"""The bytes of the source files that a project carries, kept once each by the hash of what they hold."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass, field

#: The most that a source may unpack to.
LIMIT = 4_000_000_000


@dataclass(frozen=True, slots=True)
class Blobs:
    """The compressed bytes that a project names by the sha256 of what they hold, kept once each."""

    by_digest: dict[str, bytes] = field(default_factory=dict)

    def keep(self, content: bytes) -> str:
        """Keeps the content and answers its digest."""
        digest = hashlib.sha256(content).hexdigest()
        if digest not in self.by_digest:
            self.by_digest[digest] = zlib.compress(content, 6)
        return digest

    def content(self, digest: str) -> bytes | None:
        """The content with that digest, or None where it isn't there or is damaged."""
        compressed = self.by_digest.get(digest)
        if compressed is None:
            return None
        try:
            content = zlib.decompressobj().decompress(compressed, LIMIT)
        except zlib.error:
            return None
        return content if hashlib.sha256(content).hexdigest() == digest else None

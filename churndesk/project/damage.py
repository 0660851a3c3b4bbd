"""What is said when a file's bytes aren't what the program wrote."""

from __future__ import annotations


class DamagedRecord(Exception):  # noqa: N818
    """The record holds something that no version of the program has written."""


class NewerRecord(DamagedRecord):
    """The record holds a class or a field that this version doesn't know: a later one wrote it."""

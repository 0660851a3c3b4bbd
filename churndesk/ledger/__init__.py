"""What the rows mean under the owner's rules: who was a customer when, and what it was worth.

The names are looked up when they are first used: the window's document needs the policy alone, and must not wait for
numpy before it is painted.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from churndesk.ledger.building import Ledger, build, propose
    from churndesk.ledger.counts import CountLedger
    from churndesk.ledger.inactivity import InactivityChoice, inactivity_choices
    from churndesk.ledger.snapshot import SnapshotLedger
    from churndesk.ledger.spells import SpellLedger

__all__ = [
    "CountLedger",
    "InactivityChoice",
    "Ledger",
    "SnapshotLedger",
    "SpellLedger",
    "build",
    "inactivity_choices",
    "propose",
]

_HOMES = {
    "CountLedger": "counts",
    "InactivityChoice": "inactivity",
    "Ledger": "building",
    "SnapshotLedger": "snapshot",
    "SpellLedger": "spells",
    "build": "building",
    "inactivity_choices": "inactivity",
    "propose": "building",
}


def __getattr__(name: str) -> object:
    """The name from the module that holds it."""
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"churndesk.ledger.{_HOMES[name]}"), name)

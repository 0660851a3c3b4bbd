"""What the rows mean under the owner's rules: who was a customer when, and what it was worth."""

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

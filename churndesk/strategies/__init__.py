"""The twelve strategies against churn: what they say, and when the owner's own figures speak for one."""

from churndesk.strategies.catalogue import Catalogue, CatalogueError, Claim, Step, Strategy, catalogue, load
from churndesk.strategies.evidence import (
    Benchmark,
    Complaints,
    Contrast,
    EarlyLoss,
    Evidence,
    Offer,
    Reasons,
    Share,
)
from churndesk.strategies.triggers import TRIGGERS, Suggested, suggest

__all__ = [
    "TRIGGERS",
    "Benchmark",
    "Catalogue",
    "CatalogueError",
    "Claim",
    "Complaints",
    "Contrast",
    "EarlyLoss",
    "Evidence",
    "Offer",
    "Reasons",
    "Share",
    "Step",
    "Strategy",
    "Suggested",
    "catalogue",
    "load",
    "suggest",
]

"""Long work: how it tells where it stands, how it is told to stop, and how it runs in a process of its own."""

from churndesk.progress.report import Cancelled, Report, silent

__all__ = ["Cancelled", "Report", "silent"]

"""Project and dataset in, results out, each computed once."""

from churndesk.analysis.members import Members
from churndesk.analysis.study import Study, study

__all__ = ["Members", "Study", "study"]

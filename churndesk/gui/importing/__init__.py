"""The windows of the import: from a file to a Dataset, step by step."""

from churndesk.gui.importing.wizard import ImportWizard

__all__ = ["ImportWizard"]

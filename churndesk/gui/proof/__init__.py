"""What stands behind a figure: the customers who were counted, their stays, and the file's own rows."""

from churndesk.gui.proof.dialog import ProofDialog, show_customers, show_groups, show_proof, show_sides
from churndesk.gui.proof.offer import offer_proof

__all__ = ["ProofDialog", "offer_proof", "show_customers", "show_groups", "show_proof", "show_sides"]

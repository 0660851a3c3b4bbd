"""What the rows mean: Dataset (as understood), Policy (the owner's rules), Ledger (the Dataset under the Policy)."""

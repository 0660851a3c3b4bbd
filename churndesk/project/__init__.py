"""The document: one immutable value, and the file that keeps it."""

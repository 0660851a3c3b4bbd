"""Reads any delimited text or workbook into a `RawTable`, and never runs or resolves anything that is in it."""

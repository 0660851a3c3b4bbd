"""The summary workbook and tables to hand over."""

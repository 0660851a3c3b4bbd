"""What leads a newcomer, and everybody who stops to ask: help for each page, a tour, what is new."""

from churndesk.gui.guide.guide import Guide

__all__ = ["Guide"]

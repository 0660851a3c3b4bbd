"""Draws the chart values: lines, bars, waterfalls, steps and tables of colours."""

from churndesk.paper.plots.plot import Drawn, draw

__all__ = ["Drawn", "draw"]

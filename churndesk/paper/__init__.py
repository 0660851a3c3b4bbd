"""The report on paper and charts as pictures: drawn by Qt from the chart values, without a window or a display."""

from churndesk.paper.content import all_charts
from churndesk.paper.options import PaperOptions
from churndesk.paper.pages import Page, pages
from churndesk.paper.pdf import write_pdf
from churndesk.paper.picture import SCALES, Picture, picture

__all__ = ["SCALES", "Page", "PaperOptions", "Picture", "all_charts", "pages", "picture", "write_pdf"]

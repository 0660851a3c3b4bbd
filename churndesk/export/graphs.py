"""Native charts: what a Graph says, drawn by the spreadsheet program itself over the sheet's own cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from churndesk.export.look import LINE, MUTED, TEXT, TONES

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart

    from churndesk.export.layout import Graph, Series
    from churndesk.export.look import Look
    from churndesk.export.places import Places

_KINDS: dict[str, dict[str, str]] = {
    "line": {"type": "line"},
    "columns": {"type": "column"},
    "stacked": {"type": "column", "subtype": "stacked"},
}


def native_chart(workbook: Workbook, graph: Graph, look: Look, places: Places) -> Chart:
    """The chart, ready to be put on a sheet.

    Raises:
        NotThere: its table isn't in the workbook.
    """
    chart = workbook.add_chart(_KINDS[graph.kind])
    for series in graph.series:
        chart.add_series(_series(graph, series, places))
    say = places.language.say
    chart.set_title({"name": say(graph.title), "overlay": False, "name_font": _font(12, TEXT, bold=True)})
    chart.set_x_axis({"num_font": _font(9, MUTED), "line": {"color": LINE}, "major_tick_mark": "none",
                      "label_position": "low"})  # fmt: skip
    chart.set_y_axis(_value_axis(graph, look))
    shown = [number for number, series in enumerate(graph.series) if not series.hidden]
    if len(shown) > 1:
        chart.set_legend({"position": "bottom", "font": _font(9, MUTED),
                          "delete_series": [n for n in range(len(graph.series)) if n not in shown]})  # fmt: skip
    else:
        chart.set_legend({"none": True})
    chart.set_chartarea({"border": {"color": LINE}, "fill": {"color": "#ffffff"}})
    chart.show_blanks_as("gap")
    return chart


def _value_axis(graph: Graph, look: Look) -> dict[str, Any]:
    axis = {"num_format": look.axis(graph.unit), "num_font": _font(9, MUTED), "line": {"none": True},
            "major_gridlines": {"visible": True, "line": {"color": LINE, "width": 0.75}}}  # fmt: skip
    # A cut axis would make small changes look large.
    return axis | {"min": 0}


def _series(graph: Graph, series: Series, places: Places) -> dict[str, Any]:
    colour = TONES[series.tone]
    common = {
        "name": places.language.say(series.name),
        "categories": "=" + places.cells(graph.table, graph.labels, graph.first, graph.last),
        "values": "=" + places.cells(graph.table, series.column, graph.first, graph.last),
    }
    if graph.kind == "line":
        line = {"color": colour, "width": 1 if series.dashed else 2.25}
        marker = {"type": "none"} if series.dashed else _marker(colour)
        return common | {"line": line | ({"dash_type": "dash"} if series.dashed else {}), "marker": marker}
    if series.hidden:
        return common | {"fill": {"none": True}, "border": {"none": True}, "gap": 45}
    return common | {"fill": {"color": colour}, "border": {"none": True}, "gap": 45}


def _marker(colour: str) -> dict[str, Any]:
    return {"type": "circle", "size": 5, "fill": {"color": colour}, "border": {"color": colour}}


def _font(size: int, colour: str, *, bold: bool = False) -> dict[str, Any]:
    return {"size": size, "color": colour, "bold": bold}

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
    "bars": {"type": "bar"},
    "curve": {"type": "scatter", "subtype": "straight"},
}
_LINES = frozenset({"line", "curve"})


def native_chart(workbook: Workbook, graph: Graph, look: Look, places: Places) -> Chart:
    """The chart, ready to be put on a sheet.

    Raises:
        NotThere: its table isn't in the workbook.
    """
    chart = workbook.add_chart(_KINDS[graph.kind])
    for series in graph.series:
        chart.add_series(_series(graph, series, places))
    say = places.language.say
    chart.set_title({"name": say(graph.title), "overlay": False, "name_font": _font(12, TEXT, look, bold=True)})
    labels, values = _label_axis(graph, look, places), _value_axis(graph, look)
    # Bars lie on their side: their labels stand on the axis that goes up.
    chart.set_x_axis(values if graph.kind == "bars" else labels)
    chart.set_y_axis(labels if graph.kind == "bars" else values)
    shown = [number for number, series in enumerate(graph.series) if not series.hidden]
    if len(shown) > 1:
        chart.set_legend({"position": "bottom", "font": _font(9, MUTED, look),
                          "delete_series": [n for n in range(len(graph.series)) if n not in shown]})  # fmt: skip
    else:
        chart.set_legend({"none": True})
    chart.set_chartarea({"border": {"color": LINE}, "fill": {"color": "#ffffff"}})
    chart.show_blanks_as("gap")
    return chart


def _label_axis(graph: Graph, look: Look, places: Places) -> dict[str, Any]:
    axis: dict[str, Any] = {"num_font": _font(9, MUTED, look), "line": {"color": LINE}, "major_tick_mark": "none",
                            "label_position": "low"}  # fmt: skip
    if graph.across is not None:
        axis |= {"name": places.language.say(graph.across), "name_font": _font(9, MUTED, look)}
    if graph.kind == "bars":
        # The first row of the table stands on top.
        axis |= {"reverse": True, "major_gridlines": {"visible": False}}
    if graph.kind == "curve":
        axis |= {"min": 0, "major_gridlines": {"visible": False}, "num_format": "#,##0"}
    return axis


def _value_axis(graph: Graph, look: Look) -> dict[str, Any]:
    axis: dict[str, Any] = {
        "num_format": look.axis(graph.unit),
        "num_font": _font(9, MUTED, look),
        "line": {"none": True},
        "major_gridlines": {"visible": True, "line": {"color": LINE, "width": 0.75}},
    }
    if graph.kind == "bars":
        # With the labels turned round, the numbers would stand above.
        axis |= {"label_position": "high", "line": {"color": LINE}}
    # A cut axis would make small changes look large.
    axis |= {} if graph.least is None else {"min": graph.least}
    return axis | ({} if graph.most is None else {"max": graph.most})


def _series(graph: Graph, series: Series, places: Places) -> dict[str, Any]:
    colour = TONES[series.tone]
    common: dict[str, Any] = {
        "name": places.language.say(series.name),
        "categories": "=" + places.cells(graph.table, graph.labels, graph.first, graph.last),
        "values": "=" + places.cells(graph.table, series.column, graph.first, graph.last),
    }
    if series.low and series.high:
        common |= {"x_error_bars" if graph.kind == "bars" else "y_error_bars": _reach(graph, series, places)}
    if graph.kind in _LINES:
        line = {"color": colour, "width": 1 if series.dashed else 2.25}
        marker = {"type": "none"} if series.dashed or graph.kind == "curve" else _marker(colour)
        return common | {"line": line | ({"dash_type": "dash"} if series.dashed else {}), "marker": marker}
    if series.hidden:
        return common | {"fill": {"none": True}, "border": {"none": True}, "gap": 45}
    return common | {"fill": {"color": colour}, "border": {"none": True}, "gap": 45}


def _reach(graph: Graph, series: Series, places: Places) -> dict[str, Any]:
    """The interval of each value as a thin line over its bar."""
    return {
        "type": "custom",
        "minus_values": "=" + places.cells(graph.table, series.low, graph.first, graph.last),
        "plus_values": "=" + places.cells(graph.table, series.high, graph.first, graph.last),
        "line": {"color": TEXT, "width": 1},
    }


def _marker(colour: str) -> dict[str, Any]:
    return {"type": "circle", "size": 5, "fill": {"color": colour}, "border": {"color": colour}}


def _font(size: int, colour: str, look: Look, *, bold: bool = False) -> dict[str, Any]:
    font = {"size": size, "color": colour, "bold": bold}
    return font | ({"name": look.font} if look.font else {})

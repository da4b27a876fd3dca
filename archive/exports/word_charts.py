"""Bar charts for the Word file: drawn by whoever opens it, with its own fonts, from figures inside it.

The parts are written as ECMA-376 describes them (21.2 DrawingML Charts). No workbook lies behind a
chart: the figures stand in the table beside it, and in the chart as cached values.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

_EMU = 360_000  # a centimetre
_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_COLOURS = ("C9D3E0", "1E4E8C")
_GRID = "E5E7EB"


@dataclass(frozen=True, slots=True)
class Series:
    """One colour of bars: a value for every name of the chart, None where nothing is known."""

    name: str
    values: Sequence[Decimal | None]


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars from left to right, the first name at the top; `described` is what is read aloud."""

    names: Sequence[str]
    series: Sequence[Series]
    described: str
    number_format: str = "#,##0"


def add_chart(document: Any, chart: BarChart, number: int, *, width: float = 16.6) -> None:
    """Append a chart to a python-docx document; `number` makes its part's name, width in cm."""
    part = Part(
        PackURI(f"/word/charts/chart{number}.xml"), _TYPE, _chart_xml(chart).encode(),
        document.part.package,
    )  # fmt: skip
    relation = document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    height = 1.8 + 0.42 * len(chart.names) * (1 + len(chart.series))
    paragraph = document.add_paragraph()
    run = paragraph.add_run()
    run._r.append(parse_xml(_frame_xml(relation, number, chart.described, width, height)))  # noqa: SLF001 - python-docx has no call for charts


def _frame_xml(relation: str, number: int, described: str, width: float, height: float) -> str:
    wide, high = int(width * _EMU), int(height * _EMU)
    return (
        '<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        f' xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main"'
        f' xmlns:c="{_DRAWING}/chart" xmlns:r="{_OFFICE}">'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
        f'<wp:docPr id="{1000 + number}" name="Chart {number}" descr={quoteattr(described)}/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{_DRAWING}/chart">'
        f'<c:chart r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )


def _chart_xml(chart: BarChart) -> str:
    bars = "".join(_series_xml(chart, number) for number in range(len(chart.series)))
    legend = (
        '<c:legend><c:legendPos val="t"/><c:overlay val="0"/></c:legend>'
        if len(chart.series) > 1
        else ""
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<c:chartSpace xmlns:c="{_DRAWING}/chart" xmlns:a="{_DRAWING}/main" xmlns:r="{_OFFICE}">'
        '<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        f'<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>{bars}'
        '<c:gapWidth val="60"/><c:axId val="11"/><c:axId val="12"/></c:barChart>'
        f"{_axes_xml(chart.number_format)}</c:plotArea>{legend}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        '<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="900"/></a:pPr><a:endParaRPr/></a:p></c:txPr>'
        "</c:chartSpace>"
    )


def _series_xml(chart: BarChart, number: int) -> str:
    series, count = chart.series[number], len(chart.names)
    names = "".join(
        f'<c:pt idx="{i}"><c:v>{escape(name)}</c:v></c:pt>' for i, name in enumerate(chart.names)
    )
    values = "".join(
        f'<c:pt idx="{i}"><c:v>{format(value, "f")}</c:v></c:pt>'
        for i, value in enumerate(series.values)
        if value is not None
    )
    colour = _COLOURS[number] if len(chart.series) > 1 else _COLOURS[-1]
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>'
        f"<c:tx><c:v>{escape(series.name)}</c:v></c:tx>"
        f'<c:spPr><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></c:spPr>'
        '<c:invertIfNegative val="0"/>'
        f'<c:cat><c:strLit><c:ptCount val="{count}"/>{names}</c:strLit></c:cat>'
        f"<c:val><c:numLit><c:formatCode>{escape(chart.number_format)}</c:formatCode>"
        f'<c:ptCount val="{count}"/>{values}</c:numLit></c:val></c:ser>'
    )


def _axes_xml(number_format: str) -> str:
    grid = (
        f'<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="{_GRID}"/>'
        "</a:solidFill></a:ln></c:spPr></c:majorGridlines>"
    )
    return (
        '<c:catAx><c:axId val="11"/><c:scaling><c:orientation val="maxMin"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        '<c:crossAx val="12"/><c:crosses val="autoZero"/></c:catAx>'
        '<c:valAx><c:axId val="12"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="b"/>{grid}'
        f'<c:numFmt formatCode={quoteattr(number_format)} sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        '<c:crossAx val="11"/><c:crosses val="max"/></c:valAx>'
    )

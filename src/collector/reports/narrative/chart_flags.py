"""What a chart leaves unsaid, said: Word and LibreOffice take many a missing flag of a chart for one that is on.

The names and their order are those of ECMA-376, part 1, section 21.2.
"""

from typing import Any, Final

from lxml import etree

CHART_NAMESPACE: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_TEXT_NAMESPACE: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_LANGUAGE: Final = "pl-PL"
_AXIS: Final = (
    "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr "
    "txPr crossAx crosses crossesAt"
)
_ORDER: Final = {
    "chartSpace": "date1904 lang roundedCorners AlternateContent style clrMapOvr pivotSource protection chart spPr "
    "txPr externalData printSettings userShapes extLst",
    "chart": "title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea legend plotVisOnly dispBlanksAs "
    "extLst",
    "title": "tx layout overlay spPr txPr extLst",
    "legend": "legendPos legendEntry layout overlay spPr txPr extLst",
    "barChart": "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId extLst",
    "ser": "idx order tx spPr invertIfNegative pictureOptions dPt dLbls trendline errBars cat val shape extLst",
    "dPt": "idx invertIfNegative marker bubble3D explosion spPr pictureOptions extLst",
    "dLbls": "dLbl delete numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent "
    "showBubbleSize separator showLeaderLines leaderLines extLst",
    "catAx": f"{_AXIS} auto lblAlgn lblOffset tickLblSkip tickMarkSkip noMultiLvlLbl extLst",
    "valAx": f"{_AXIS} crossBetween majorUnit minorUnit dispUnits extLst",
}
_FLAGS: Final = {
    "chartSpace": {"date1904": "0", "roundedCorners": "0"},
    "chart": {"autoTitleDeleted": "0", "dispBlanksAs": "gap"},
    "title": {"overlay": "0"},
    "legend": {"overlay": "0"},
    "barChart": {"varyColors": "0"},
    "ser": {"invertIfNegative": "0"},
    "dPt": {"invertIfNegative": "0"},
    "dLbls": dict.fromkeys(("showLegendKey", "showCatName", "showSerName", "showPercent", "showBubbleSize"), "0"),
    "catAx": {"delete": "0", "minorTickMark": "none", "noMultiLvlLbl": "0"},
    "valAx": {"delete": "0", "minorTickMark": "none"},
}
# Of the names of the bars, which LibreOffice else writes in one line, out of the chart, if two of them are close; of
# the numbers at the bars, which it else breaks in a chart that is low.
_TEXT_LAYOUTS: Final = {"catAx": {"rot": "0", "vert": "horz"}, "dLbls": {"wrap": "none"}}
_BODY: Final = f"{{{CHART_NAMESPACE}}}txPr/{{{_TEXT_NAMESPACE}}}bodyPr"


def write_out_flags(chart_space: Any) -> None:
    """Add to a chart the flags that it lacks, and say that its words are Polish."""
    for element in list(chart_space.iter(f"{{{CHART_NAMESPACE}}}*")):
        for name, value in _FLAGS.get(etree.QName(element).localname, {}).items():
            if element.find(f"{{{CHART_NAMESPACE}}}{name}") is None:
                etree.SubElement(element, f"{{{CHART_NAMESPACE}}}{name}").set("val", value)
                put_in_order(element)
    for name, layout in _TEXT_LAYOUTS.items():
        for letters in chart_space.iterfind(f".//{{{CHART_NAMESPACE}}}{name}/{_BODY}"):
            letters.attrib.update(layout)
    for language in chart_space.iterfind(f"{{{CHART_NAMESPACE}}}lang"):
        language.set("val", _LANGUAGE)
    for name in ("rPr", "endParaRPr"):
        for letters in chart_space.iter(f"{{{_TEXT_NAMESPACE}}}{name}"):
            letters.set("lang", _LANGUAGE)


def put_in_order(element: Any) -> None:
    """Sort the parts of an element of a chart as the standard has them."""
    order = _ORDER[etree.QName(element).localname].split()
    element[:] = sorted(element, key=lambda part: order.index(etree.QName(part).localname))

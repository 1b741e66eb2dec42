"""A profile of LibreOffice for one conversion: Polish settings, and a macro that makes PDF copies of documents.

LibreOffice leaves a table of contents as it is when it converts a document by itself; only a macro, or a program that
speaks to it through Python, can bring it up to date. The macro needs nothing that LibreOffice does not bring along.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

MACRO: Final = "macro:///Standard.Collector.MakeCopies"
# The installation counts as completed, so that LibreOffice does not put its own, empty library over the macro. The
# language of the system is that of a workbook's PDF, for workbooks name none.
_SETTINGS: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/Office">
<prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>pl-PL</value></prop></item>
<item oor:path="/org.openoffice.Office.Linguistic/General">
<prop oor:name="DefaultLocale" oor:op="fuse"><value>pl-PL</value></prop></item>
</oor:items>
"""
_LIBRARIES: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
<library:library library:name="Standard" library:link="false"/>
</library:libraries>
"""
_LIBRARY: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false">
<library:element library:name="Collector"/>
</library:library>
"""
_MODULE: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Collector" script:language="StarBasic">
{}</script:module>
"""
# Contents may become longer than they were and move what follows, hence twice. What marks a figure in a document is no
# field for its reader to fill in. LibreOffice 7.4 forgets the alternative text of a chart when it opens a document.
# Names begin with the letter of their kind: many a word is one of Basic's own.
_BASIC: Final = """
Sub MakeCopies
{copies}
  StarDesktop.terminate()
End Sub

Sub MakeCopy(sSource, sTarget, sFilter, bAccessible, aDescriptions)
  Dim oDocument, nPass, nPlace
  On Error GoTo Failed
  oDocument = StarDesktop.loadComponentFromURL(sSource, "_blank", 0, Array(Named("Hidden", True)))
  If oDocument.supportsService("com.sun.star.text.TextDocument") Then
    For nPass = 1 To 2
      For nPlace = 0 To oDocument.getDocumentIndexes().getCount() - 1
        oDocument.getDocumentIndexes().getByIndex(nPlace).update()
      Next nPlace
      oDocument.refresh()
    Next nPass
    DescribeCharts(oDocument.getEmbeddedObjects(), aDescriptions)
  End If
  oDocument.storeToURL(sTarget, Array(Named("FilterName", sFilter), Named("FilterData", Array( _
    Named("UseTaggedPDF", True), Named("PDFUACompliance", bAccessible), Named("DisplayPDFDocumentTitle", True), _
    Named("ExportBookmarks", True), Named("ExportFormFields", False), Named("ExportNotes", False)))))
Failed:
  If Not IsNull(oDocument) And Not IsEmpty(oDocument) Then oDocument.close(True)
End Sub

Sub DescribeCharts(oObjects, aDescriptions)
  Dim nPlace, nCharts
  Dim aCharts(oObjects.getCount())
  For nPlace = 0 To oObjects.getCount() - 1
    If LCase(oObjects.getByIndex(nPlace).CLSID) = "{chart}" Then
      aCharts(nCharts) = oObjects.getByIndex(nPlace)
      nCharts = nCharts + 1
    End If
  Next nPlace
  If nCharts <> UBound(aDescriptions) + 1 Then Exit Sub
  For nPlace = 0 To nCharts - 1
    If aCharts(nPlace).Description = "" Then aCharts(nPlace).Description = aDescriptions(nPlace)
  Next nPlace
End Sub

Function Named(sName, vValue) As com.sun.star.beans.PropertyValue
  Dim oNamed As New com.sun.star.beans.PropertyValue
  oNamed.Name = sName
  oNamed.Value = vValue
  Named = oNamed
End Function
"""
_LINE_ENDS: Final = re.compile(r"[\x00-\x1f\x85\u2028\u2029]+")
_CHART: Final = "12dcae26-281f-416f-a234-c3086127382e"
_FILTERS: Final = {".docx": "writer_pdf_Export", ".xlsx": "calc_pdf_Export"}
# Its PDF has headings and heads of tables; that of a workbook has neither, whatever LibreOffice is told.
_ACCESSIBLE: Final = ".docx"


@dataclass(frozen=True, slots=True)
class Copy:
    """A document, where its PDF goes, and the alternative texts of its charts in their order."""

    source: Path
    pdf: Path
    descriptions: Sequence[str] = ()


def write_profile(folder: Path, copies: Iterable[Copy]) -> None:
    """Write to `folder` a profile whose macro makes the PDF of every document, at the path that is given for it."""
    library = folder / "user" / "basic" / "Standard"
    library.mkdir(parents=True)
    basic = _BASIC.format(copies="\n".join(map(_call, copies)), chart=_CHART)
    for path, content in (
        (folder / "user" / "registrymodifications.xcu", _SETTINGS),
        (library.parent / "script.xlc", _LIBRARIES),
        (library / "script.xlb", _LIBRARY),
        (library / "Collector.xba", _MODULE.format(escape(basic))),
    ):
        path.write_text(content, encoding="utf-8")


def _call(copy: Copy) -> str:
    kind = copy.source.suffix
    descriptions = ", _\n    ".join(map(_quoted, copy.descriptions))
    return (
        f'  MakeCopy("{copy.source.as_uri()}", "{copy.pdf.as_uri()}", "{_FILTERS[kind]}", {kind == _ACCESSIBLE}, '
        f"Array({descriptions}))"
    )


def _quoted(text: str) -> str:
    """A text of Basic, which has no line ends, and in which only a quote has a meaning of its own."""
    return '"' + _LINE_ENDS.sub(" ", text).replace('"', '""') + '"'

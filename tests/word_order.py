"""In which order the parts of an element of a Word document stand: Word refuses to open a document that has another.

The names are those of ECMA-376, part 1, chapter 17, transitional; of elements that this project's documents hold.
"""

from collections.abc import Iterator
from typing import Any, Final

from docx.oxml.ns import qn
from lxml import etree

WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ORDER: Final = {
    "document": "background body",
    "p": "pPr *",
    "r": "rPr *",
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "tc": "tcPr *",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "sdt": "sdtPr sdtEndPr sdtContent",
    "sdtPr": "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label tabIndex *",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    "styles": "docDefaults latentStyles style",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "settings": "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries "
    "displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts "
    "embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader "
    "bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState "
    "formsDesign attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge "
    "revisionView trackRevisions doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride "
    "styleLockTheme styleLockQFSet defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone "
    "doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle defaultTableStyle evenAndOddHeaders "
    "bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets drawingGridHorizontalSpacing "
    "drawingGridVerticalSpacing displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery "
    "doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin drawingGridVerticalOrigin doNotShadeFormData "
    "noPunctuationKerning characterSpacingControl printTwoOnOne strictFirstAndLastChars noLineBreaksAfter "
    "noLineBreaksBefore savePreviewPicture doNotValidateAgainstSchema saveInvalidXml ignoreMixedContent "
    "alwaysShowPlaceholderText doNotDemarcateInvalidXml saveXmlDataOnly useXSLTWhenSaving saveThroughXslt showXMLTags "
    "alwaysMergeEmptyNamespace updateFields hdrShapeDefaults footnotePr endnotePr compat docVars rsids mathPr "
    "attachedSchema themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats doNotAutoCompressPictures forceUpgrade "
    "captions readModeInkLockDown smartTagType schemaLibrary shapeDefaults doNotEmbedSmartTags decimalSymbol "
    "listSeparator",
}
_PLACES: Final = {name: {child: place for place, child in enumerate(order.split())} for name, order in _ORDER.items()}
# Stand where they like.
_ANY_PLACE: Final = frozenset({"bookmarkStart", "bookmarkEnd", "proofErr"})
# Of which the standard has a choice, in any order.
_CHOICES: Final = frozenset({frozenset({"headerReference", "footerReference"})})
_MATH: Final = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def misplaced(root: Any) -> Iterator[str]:
    """What stands where it must not, in a part: „updateFields after listSeparator in settings”."""
    for element in root.iter(f"{{{WORD}}}*"):
        name = etree.QName(element).localname
        if name in _PLACES:
            yield from _of_children(element, name)
        if name == "tc" and (not len(element) or element[-1].tag != qn("w:p")):
            yield "a cell that does not end with a paragraph"
        if name == "body" and any(child.tag == qn("w:sectPr") for child in element[:-1]):
            yield "the section before the end of the body"


def _of_children(element: Any, name: str) -> Iterator[str]:
    places = _PLACES[name]
    last, before = -1, ""
    for child in element.iterchildren(f"{{{WORD}}}*", f"{{{_MATH}}}*"):
        part = etree.QName(child).localname
        if part in _ANY_PLACE:
            continue
        place = places.get(part, places.get("*"))
        if place is None:
            yield f"{part} is no part of {name}"
        elif place < last and frozenset({part, before}) not in _CHOICES:
            yield f"{part} after {before} in {name}"
        else:
            last, before = place, part

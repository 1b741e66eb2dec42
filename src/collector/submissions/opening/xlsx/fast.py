"""The fast reader: python-calamine, for sheets that were found plain."""

from io import BytesIO

from python_calamine import CalamineWorkbook, SheetTypeEnum

from collector.submissions.opening.book import Sheet
from collector.submissions.opening.xlsx.parts import WorkbookParts
from collector.submissions.opening.xlsx.sheet_scan import SheetScan
from collector.values.text import storable


def read_fast(package: bytes, parts: WorkbookParts, scans: list[SheetScan]) -> tuple[Sheet, ...] | None:
    """The sheets of a plain workbook, given as a package of its `parts`.

    None if what was read is not what the scan has counted.
    """
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(package))
        titles = [about.name for about in book.sheets_metadata if about.typ is SheetTypeEnum.WorkSheet]
        if titles != [part.title for part in parts.sheets]:
            return None
        sheets = []
        for part, scan in zip(parts.sheets, scans, strict=True):
            rows = book.get_sheet_by_name(part.title).to_python(skip_empty_area=False)
            filled = {
                number: cells
                for number, row in enumerate(rows, 1)
                if (cells := {column: content for column, content in enumerate(row, 1) if content != ""})
            }
            contents = [content for cells in filled.values() for content in cells.values()]
            texts = [str(content) for content in contents if content.__class__ is str]
            # A text that lost its type to a damaged cell is read as its number among the shared ones.
            if len(contents) != scan.filled or len(texts) != scan.texts or not _are_storable(texts):
                return None
            if scan.logical and scan.logical != sum(content.__class__ is bool for content in contents):
                return None
            sheets.append(Sheet(part.title, filled, {}, scan.merged, scan.footer, part.is_hidden))
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        return None
    return tuple(sheets)


def _are_storable(texts: list[str]) -> bool:
    """Whether every output can hold these texts."""
    together = "".join(texts).replace("\n", "")
    return storable(together) == together

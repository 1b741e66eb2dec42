"""The whole catalogue as a workbook, for people who edit in Excel, and back without loss."""

from collector.catalogue.exchange.assembling import CellPlace
from collector.catalogue.exchange.places import told_in_cells
from collector.catalogue.exchange.reading import (
    CatalogueWorkbook,
    WorkbookMistakesError,
    is_catalogue_workbook,
    open_catalogue_workbook,
    read_catalogue_workbook,
    refuse_office_file,
)
from collector.catalogue.exchange.writing import write_catalogue_workbook

__all__ = [
    "CatalogueWorkbook", "CellPlace", "WorkbookMistakesError", "is_catalogue_workbook", "open_catalogue_workbook",
    "read_catalogue_workbook", "refuse_office_file", "told_in_cells", "write_catalogue_workbook",
]  # fmt: skip

"""Damaged workbooks, named by defect and made at test time, each with an undamaged twin."""

from . import cells, declarations, forms, kinds, parts, zips
from .defect import Defect

DEFECTS: tuple[Defect, ...] = (
    *kinds.DEFECTS,
    *zips.DEFECTS,
    *parts.DEFECTS,
    *declarations.DEFECTS,
    *cells.DEFECTS,
    *forms.DEFECTS,
)

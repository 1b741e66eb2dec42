"""PDF copies of a report: made on request, and known as copies of the report that they were made of.

They are no results of their own: another version of LibreOffice makes other bytes, so no closed year records them.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from collector.files import read_bytes, sha256
from collector.office.converting import to_pdf
from collector.office.pdf import source_print, with_source
from collector.reports.material import Material
from collector.reports.official import write_published_tables
from collector.spreadsheet import workbook_content
from collector.workflows.campaign import Progress
from collector.workflows.differing_outputs import OutputDifference, Standing
from collector.workflows.outputs import Files, write_files


def write_pdf_copies(out: Path, material: Material, progress: Progress) -> list[Path]:
    """Make the copies of the report that lies in `out` and write them beside it.

    Raises InputError where LibreOffice is missing or fails, or a copy on disk is open in another program.
    """
    year = material.consolidation.year
    progress("pliki PDF")
    reports = {source: read_bytes(out / source) for source in _sources(year).values()}
    published = {f"raport-{year}.xlsx": workbook_content(partial(write_published_tables, material))}
    made = to_pdf(reports | published)
    copies = {name: with_source(made[of], of, sha256(reports[of])) for name, of in _sources(year).items()}
    return write_files(out, copies)


def outdated_copies(out: Path, year: int) -> list[str]:
    """The names of the copies in `out` that were made of another report than the one that lies there."""
    copies = copies_on_disk(out, year)
    sources = {_sources(year)[name] for name in copies}
    reports = {name: read_bytes(out / name) for name in sources if (out / name).exists()}
    return [each.file for each in differing_copies(year, reports, copies, wanted=False)]


def copies_on_disk(out: Path, year: int) -> Files:
    """The copies that lie in `out`, whatever they were made of."""
    return {name: read_bytes(out / name) for name in _sources(year) if (out / name).exists()}


def differing_copies(year: int, files: Files, copies: Files, *, wanted: bool) -> Iterator[OutputDifference]:
    """Which `copies` are not of the report among `files`, and, if they are `wanted`, which are missing."""
    for name, source in _sources(year).items():
        if name not in copies:
            if wanted and source in files:
                yield OutputDifference(file=name, standing=Standing.MISSING)
        elif source not in files:
            yield OutputDifference(file=name, standing=Standing.EXTRA)
        elif source_print(copies[name]) != sha256(files[source]):
            detail = f"nie jest kopią pliku {source}, który wynika z danych"
            yield OutputDifference(file=name, standing=Standing.OUTDATED, details=(detail,))


def _sources(year: int) -> Mapping[str, str]:
    """The name of every copy, and of the file whose copy it is.

    That of the workbook holds only the sheets that are published; its mark is the fingerprint of the whole workbook.
    """
    return {f"raport-{year}.pdf": f"raport-{year}.docx", f"raport-{year}-tabele.pdf": f"raport-{year}.xlsx"}

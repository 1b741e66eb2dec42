"""`collector verify`: whether an edited report still says what the consolidation gives."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from collector.domain.errors import InputError
from collector.domain.finding import Finding
from collector.files import read_bytes
from collector.reports.narrative.registry import figures_of
from collector.reports.verification.comparing import all_keys, differences, refuse_other
from collector.reports.verification.difference import DocumentDifference
from collector.reports.verification.document import DocumentFigures
from collector.reports.verification.opening import LARGEST_FILE, DocumentPackage, too_large_file
from collector.reports.verification.reading import read_figures
from collector.workflows.campaign import Campaign, Progress
from collector.workflows.frozen import Departure, departure
from collector.workflows.merge import make_all
from collector.workflows.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """How a document differs from the report that the inputs give now.

    There is no `document` when the findings `contradictions` leave no report to compare it with. In a closed year the
    inputs may have `departed` from what was closed.
    """

    campaign: Campaign
    document: DocumentFigures | None
    differences: tuple[DocumentDifference, ...] = ()
    contradictions: tuple[Finding, ...] = ()
    departed: Departure | None = None

    @property
    def agrees(self) -> bool:
        """Whether nothing is to be corrected, neither in the document nor in a closed year."""
        has_differences = any(not each.only_informs for each in self.differences)
        return self.document is not None and not has_differences and self.departed is None


def verify_document(
    workspace: Workspace, folder: Path, path: Path, *, progress: Progress, day: date = date.min
) -> Verification:
    """Compare the document at `path` with that of the returns in `folder` as on `day`; nothing is written.

    Raises InputError for a file that is no report of the programme and year.
    """
    content = _content(path)
    # Before the long work: a wrong file must not cost the time that it takes to read all returns.
    DocumentPackage(content, path.name)
    making = make_all(workspace, folder, strict=False, progress=progress, day=day, anew=True)
    departed = departure(workspace, folder, making.files)
    if making.material is None:
        return Verification(
            campaign=making.campaign, document=None, contradictions=making.contradictions, departed=departed
        )
    progress("porównanie")
    name = f"raport-{workspace.year}.docx"
    # Which state of the data a figure of the version names stands in the new document itself.
    figures = figures_of(making.material, "")
    fresh = read_figures(making.files[name], name, figures)
    edited = read_figures(content, path.name, all_keys(fresh, figures))
    refuse_other(edited, fresh, figures, path.name)
    return Verification(
        campaign=making.campaign,
        document=edited,
        differences=tuple(differences(edited, fresh, figures)),
        departed=departed,
    )


def _content(path: Path) -> bytes:
    try:
        size = path.stat().st_size
    except OSError:
        size = 0
    if size > LARGEST_FILE:
        raise InputError(too_large_file(path.name, size))
    return read_bytes(path)

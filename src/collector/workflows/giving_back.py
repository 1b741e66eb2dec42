"""What goes back to the departments: for each its form to be corrected, and a receipt for every file that it sent."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from collector.catalogue.differing import Change
from collector.domain.consolidation import History
from collector.domain.errors import InputError, polish_reason
from collector.domain.finding import Finding
from collector.domain.programme import Executor, Programme
from collector.domain.submission import ReturnedFile, Standing, Submission
from collector.domain.thresholds import DEFAULT_THRESHOLDS, Thresholds
from collector.files import is_as_made, read_bytes, write_bytes
from collector.layout.filled import FilledForm
from collector.reports.receipt import Receipt, receipt_document
from collector.reports.returned_form import concerning, returned_form
from collector.templates import write_template
from collector.templates.given_back import FormCopy

FOLDER: Final = "zwroty"
_KINDS: Final = ("do-poprawy-*.xlsx", "formularz-*.xlsx", "potwierdzenie-*.docx")
_WITH_RECEIPT: Final = frozenset(
    {Standing.COUNTS, Standing.REPLACED, Standing.COPY, Standing.UNDECIDED, Standing.REFUSED}
)
_SHORT_FINGERPRINT: Final = 8
_COLLECTED_AFTER: Final = 20


@dataclass(frozen=True, kw_only=True)
class Returned:
    """Everything that came back for a year, with what was found in it; see Returns of the campaign.

    `changes` are what the forms ask otherwise than last year, by executor; `forms` are the returns as filled in.
    """

    programme: Programme
    year: int
    history: History
    changes: Mapping[str, Sequence[Change]]
    deadline: date | None
    submissions: Sequence[Submission]
    findings: Sequence[Finding]
    files: Sequence[ReturnedFile]
    forms: Sequence[FilledForm]
    thresholds: Thresholds = DEFAULT_THRESHOLDS


def give_back(all_returned: Iterable[Returned], day: date, folder: Path, progress: Callable[[str], None]) -> list[Path]:
    """Write what goes back to every executor into `folder`/<executor>; returns the files. `day` is when it was checked.

    Single files may be of several programmes or years. What an earlier run left there is removed. Raises InputError
    before anything is written if somebody has changed a file there since it was made.
    """
    planned: dict[Path, Callable[[Path], object]] = {}
    for returned in all_returned:
        for executor in returned.programme.executors:
            planned.update(_for_executor(returned, executor, day, folder / executor.id))
    earlier = list(_made_earlier(folder))
    _refuse_changed(earlier, folder)
    for path in earlier:
        if path not in planned:
            _remove(path)
    for number, (path, write) in enumerate(planned.items(), 1):
        progress(path.name)
        write(path)
        # A written workbook refers to itself, and the program collects such things seldom.
        if number % _COLLECTED_AFTER == 0:
            gc.collect()
    return list(planned)


def _for_executor(
    returned: Returned, executor: Executor, day: date, folder: Path
) -> Iterator[tuple[Path, Callable[[Path], object]]]:
    """The files that go back to an executor, and what writes each of them."""
    programme, year = returned.programme, returned.year
    files = [file for file in returned.files if file.executor == executor.id and file.standing in _WITH_RECEIPT]
    if not files:
        return
    copy = _copy(returned, executor, files)
    name = f"{'do-poprawy' if copy is not None and copy.remarks else 'formularz'}-{executor.id}-{year}.xlsx"
    if copy is not None:
        yield folder / name, partial(_write_copy, returned, executor, copy)
    submissions = {s.place.file: s for s in returned.submissions if s.executor == executor.id}
    taken: set[str] = set()
    for file in files:
        receipt = Receipt(
            programme=programme, executor=executor, year=year, file=file, day=day, copy_name=name,
            copy=copy if copy is not None and copy.remarks else None,
            submission=submissions.get(file.place.file) if file.standing is Standing.COUNTS else None,
        )  # fmt: skip
        yield folder / _receipt_name(executor, file, taken), partial(_write_receipt, receipt)


def _copy(returned: Returned, executor: Executor, files: Sequence[ReturnedFile]) -> FormCopy | None:
    """The form that goes back: of the return that counts, or blank if all were refused; None if it is undecided."""
    told = concerning(executor, returned.findings, returned.files, returned.programme)
    counts = next((file for file in files if file.standing is Standing.COUNTS), None)
    if counts is None and not all(file.standing is Standing.REFUSED for file in files):
        return None
    if counts is None and not any(finding.is_open for finding in told):
        return None
    forms = {form.file: form for form in returned.forms if form.executor == executor.id}
    form = forms[counts.place.file] if counts is not None else None
    return returned_form(returned.programme, executor, returned.year, form, told, files)


def _write_copy(returned: Returned, executor: Executor, copy: FormCopy, path: Path) -> None:
    write_template(
        returned.programme, executor, returned.year, returned.history, path, returned.deadline,
        returned.changes.get(executor.id, ()), copy, returned.thresholds,
    )  # fmt: skip


def _write_receipt(receipt: Receipt, path: Path) -> None:
    write_bytes(path, receipt_document(receipt))


def _receipt_name(executor: Executor, file: ReturnedFile, taken: set[str]) -> str:
    """The name of a receipt; the same content under another name is another file that came."""
    stem = f"potwierdzenie-{executor.id}-{file.place.sha256[:_SHORT_FINGERPRINT]}"
    number = 1
    while (name := f"{stem}{f'-{number}' if number > 1 else ''}.docx") in taken:
        number += 1
    taken.add(name)
    return name


def _made_earlier(folder: Path) -> Iterator[Path]:
    """The files of earlier runs; whatever else somebody keeps there is not touched."""
    for kind in _KINDS:
        yield from sorted(path for path in folder.glob(f"*/{kind}") if path.is_file())


def _refuse_changed(paths: Iterable[Path], folder: Path) -> None:
    changed = [path.relative_to(folder).as_posix() for path in paths if not is_as_made(read_bytes(path))]
    if changed:
        raise InputError(
            f"W folderze {folder} są pliki, które ktoś zmienił i zapisał: {', '.join(changed)}. Przenieś je "
            "w inne miejsce (poprawione formularze: do folderu submissions) i powtórz polecenie; niczego nie zmieniono."
        )


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except OSError as error:
        raise InputError(
            f"Nie można usunąć pliku {path}, który jest już nieaktualny: {polish_reason(error)}. Zamknij go i powtórz "
            "polecenie."
        ) from error
    with suppress(OSError):
        path.parent.rmdir()

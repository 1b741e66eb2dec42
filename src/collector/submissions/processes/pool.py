"""The processes that read files, kept from one use to the next."""

import atexit
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from decimal import Decimal
from functools import cache
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import BinaryIO, Final, cast

from collector.domain.finding import Finding
from collector.domain.observation import Place
from collector.domain.programme import Programme
from collector.layout.identity import Identity
from collector.submissions.forms.reading import Reading
from collector.submissions.opening.limits import Limits
from collector.submissions.processes.folder import FoundFile
from collector.submissions.processes.messages import Answer, Failed, Job, Setting, TooLarge, receive, refused, send
from collector.submissions.rules import READING_FAILED
from collector.values.text import printable
from collector.values.writing import polish_number

PASSWORD: Final = "COLLECTOR_PASSWORD"  # noqa: S105 - the name of a variable
# Starting a process takes as long as reading some fifty files.
_FILES_A_PROCESS: Final = 60
_MOST_PROCESSES: Final = 2
_GLANCE_S: Final = 0.05
_LONGEST_START_S: Final = 60
_COMMAND: Final = (sys.executable, "-P", "-c", "from collector.submissions.processes.child import main; main()")


class Process:
    """A reading process; it starts when first needed, and again after a file has ended it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._told: Setting | None = None
        self.deadline: float | None = None
        self.is_late = False

    def ask(self, job: Job, setting: Setting) -> Answer:
        """The answer about one file; Failed if the process did not survive it, or has no memory left."""
        self.is_late = False
        try:
            process = self._started()
            # Both are pipes of bytes.
            questions, answers = cast("BinaryIO", process.stdin), cast("BinaryIO", process.stdout)
            if self._told != setting:
                self.deadline = time.monotonic() + _LONGEST_START_S
                send(questions, setting)
                receive(answers)
                self._told = setting
            self.deadline = time.monotonic() + setting.limits.seconds
            send(questions, job)
            answer = receive(answers)
        except (EOFError, OSError):
            answer = self._failure(setting)
        finally:
            self.deadline = None
        assert isinstance(answer, Answer)  # noqa: S101 - both sides are this program
        if isinstance(answer, Failed):
            self.stop()
        return answer

    def stop(self) -> None:
        """End the process, if it runs."""
        process, self._process, self._told = self._process, None, None
        if process is not None:
            process.kill()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    with suppress(OSError):
                        stream.close()
            process.wait()

    def end_if_late(self) -> None:
        """End the process if its file has taken longer than one may."""
        if self.deadline is not None and time.monotonic() > self.deadline and self._process is not None:
            self.is_late, self.deadline = True, None
            self._process.kill()

    def _started(self) -> "subprocess.Popen[bytes]":
        if self._process is None or self._process.poll() is not None:
            self.stop()
            # What a library says on its way down is no message to anybody.
            self._process = subprocess.Popen(  # noqa: S603 - this program
                _COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        return self._process

    def _failure(self, setting: Setting) -> Failed:
        if self.is_late:
            return Failed(f"trwało to dłużej niż {polish_number(Decimal(setting.limits.seconds))} s", is_late=True)
        return Failed(
            "program, który go odczytywał, przerwał pracę (plik jest uszkodzony albo wymaga zbyt wiele pamięci)"
        )


class Pool:
    """A few reading processes."""

    def __init__(self) -> None:
        self._processes = [Process() for _ in range(_MOST_PROCESSES)]

    def read(
        self, files: Sequence[FoundFile], programme: Programme, year: int, limits: Limits,
        progress: Callable[[str], None], *, keeps_forms: bool = False,
    ) -> list[Reading]:  # fmt: skip
        """The Reading of every file, in their order; with `keeps_forms` also the forms as filled in.

        Large files are read one by one after the others, and so are those that a process did not survive: what an
        earlier file has left there must not be another's fault.
        """
        setting = Setting(programme, year, limits, os.environ.get(PASSWORD, ""), keeps_forms)
        wanted = min(_MOST_PROCESSES, -(-len(files) // _FILES_A_PROCESS))
        jobs = [Job(str(file.path.absolute()), file.name, alone=False) for file in files]
        answers = self._ask_all(jobs, setting, self._processes[:wanted], progress)
        again = [number for number, answer in enumerate(answers) if _asks_for_a_process_of_its_own(answer)]
        if again:
            self.stop()
        for number in again:
            job = Job(str(files[number].path.absolute()), files[number].name, alone=True)
            (answers[number],) = self._ask_all([job], setting, self._processes[:1], progress)
            # What a large file took is given back only with the process.
            self._processes[0].stop()
        return [_as_reading(answer, file.name) for answer, file in zip(answers, files, strict=True)]

    def peek(self, path: Path, limits: Limits) -> Identity | Finding:
        """Whose form a file is, before any programme is known."""
        setting = Setting(None, 0, limits, os.environ.get(PASSWORD, ""))
        job = Job(str(path.absolute()), printable(path.name), alone=True)
        (answer,) = self._ask_all([job], setting, self._processes[:1], lambda _: None)
        if isinstance(answer, Failed):
            return _failure(answer, job.name)
        assert isinstance(answer, Identity | Finding)  # noqa: S101 - asked for nothing else
        return answer

    def stop(self) -> None:
        """End the processes."""
        for process in self._processes:
            process.stop()

    def _ask_all(
        self, jobs: Sequence[Job], setting: Setting, processes: Sequence[Process], progress: Callable[[str], None]
    ) -> list[Answer]:
        answers: list[Answer | None] = [None] * len(jobs)
        waiting: SimpleQueue[int] = SimpleQueue()
        for number in range(len(jobs)):
            waiting.put(number)

        def work(process: Process) -> None:
            with suppress(Empty):
                while True:
                    number = waiting.get_nowait()
                    progress(jobs[number].name)
                    answers[number] = process.ask(jobs[number], setting)

        threads = [threading.Thread(target=work, args=(process,), daemon=True) for process in processes]
        for thread in threads:
            thread.start()
        for thread in threads:
            while thread.is_alive():
                thread.join(_GLANCE_S)
                for process in processes:
                    process.end_if_late()
        return [answer for answer in answers if answer is not None]


def _asks_for_a_process_of_its_own(answer: Answer) -> bool:
    return isinstance(answer, TooLarge) or (isinstance(answer, Failed) and not answer.is_late)


def _as_reading(answer: Answer, name: str) -> Reading:
    if isinstance(answer, Failed):
        return refused(_failure(answer, name))
    assert isinstance(answer, Reading)  # noqa: S101 - large files were asked about again
    return answer


def _failure(failed: Failed, name: str) -> Finding:
    return Finding(rule=READING_FAILED, place=Place(file=name), found=failed.why)


@cache
def reading_pool() -> Pool:
    """The processes of this program; they end with it."""
    pool = Pool()
    atexit.register(pool.stop)
    return pool

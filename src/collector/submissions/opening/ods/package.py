"""The zip and the XML of an OpenDocument file, opened so that a hostile one costs nothing."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final, Protocol
from xml.parsers import expat

from collector.submissions.opening.book import DamagedFile, PasswordNeeded
from collector.submissions.opening.second_inventory import DAMAGED, LOCKED

_NOT_ODS: Final = "to nie jest arkusz OpenDocument (.ods)"
_WITH_DTD: Final = "zawiera definicje DTD, jakich arkusz mieć nie może"
_NOT_UTF8: Final = "plik jest uszkodzony (inne kodowanie niż UTF-8)"
_TOO_LARGE: Final = "po rozpakowaniu jest niezwykle duży"
_SPREADSHEET: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST: Final = "META-INF/manifest.xml"
_FROM_EXCEL: Final = frozenset({"xl/workbook.xml", "xl/workbook.bin"})
_PLAIN_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_PART_LIMIT: Final = 100_000_000
_ENTRY_LIMIT: Final = 1_000
_CHUNK: Final = 1 << 16
_LONGEST_TAG: Final = 4_000_000
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, OverflowError)


class Handler(Protocol):
    """Who is told of the elements and the text of a part."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins; names carry the prefixes that every program writes."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """Some text; a long one comes in pieces."""


class Package:
    """An OpenDocument spreadsheet; making one raises DamagedFile or PasswordNeeded if it is something else."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _BROKEN:
            raise DamagedFile(DAMAGED) from None
        names = self._zip.namelist()
        if len(names) > _ENTRY_LIMIT or len(names) != len(set(names)):
            raise DamagedFile(DAMAGED)
        # calamine tells formats apart by these names; both readers must see the same workbook.
        if "mimetype" not in names or _FROM_EXCEL.intersection(names):
            raise DamagedFile(_NOT_ODS)
        if not next(self._chunks("mimetype"), b"").startswith(_SPREADSHEET):
            raise DamagedFile(_NOT_ODS)
        self.read(_MANIFEST, _Manifest())

    def read_if_there(self, name: str, handler: Handler) -> None:
        """Tell `handler` of a part that a file may lack."""
        if name in self._zip.namelist():
            self.read(name, handler)

    def read(self, name: str, handler: Handler) -> None:
        """Tell `handler` of the part called `name`."""
        parser = _parser(handler)
        given = 0
        try:
            for chunk in self._chunks(name):
                parser.Parse(chunk, False)
                given += len(chunk)
                # The parser keeps an unfinished tag; one without an end would fill the memory.
                if given - max(parser.CurrentByteIndex, 0) > _LONGEST_TAG:
                    raise DamagedFile(_TOO_LARGE)
            parser.Parse(b"", True)
        except expat.ExpatError:
            raise DamagedFile(DAMAGED) from None

    def _chunks(self, name: str) -> Iterator[bytes]:
        left = _PART_LIMIT
        try:
            entry = self._zip.getinfo(name)
            if entry.flag_bits & 1:
                raise PasswordNeeded(LOCKED)
            if entry.compress_type not in _PLAIN_METHODS:
                raise DamagedFile(DAMAGED)
            with self._zip.open(entry) as part:
                while chunk := part.read(_CHUNK):
                    left -= len(chunk)
                    if left < 0:
                        raise DamagedFile(_TOO_LARGE)
                    yield chunk
        except (KeyError, *_BROKEN):
            raise DamagedFile(DAMAGED) from None


class _Manifest:
    """Looks whether anything in the file is encrypted."""

    def start(self, name: str, _: dict[str, str]) -> None:
        if name == "manifest:encryption-data":
            raise PasswordNeeded(LOCKED)

    def end(self, name: str) -> None: ...

    def text(self, data: str) -> None: ...


def _parser(handler: Handler) -> expat.XMLParserType:
    # The encoding given here wins over the one declared, so that nothing but UTF-8 can be read as something else.
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = _refuse_dtd
    parser.XmlDeclHandler = _only_utf8
    return parser


def _refuse_dtd(*_: object) -> None:
    raise DamagedFile(_WITH_DTD)


def _only_utf8(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding is not None and encoding.casefold() not in {"utf-8", "utf8", "us-ascii", "ascii"}:
        raise DamagedFile(_NOT_UTF8)

"""What LibreOffice writes into a PDF beside the document, the time and a number of its own, and a mark of ours.

The bytes are changed in place and keep their number: a PDF tells by their position where its parts are.
"""

import re
from typing import Final

from collector.files import CREATED, sha256

_DATE: Final = re.compile(rb"(?<=\(D:)\d{14}([^()]{0,8})(?=\))")
_XMP: Final = re.compile(rb"<\?xpacket begin.*?<\?xpacket end", re.DOTALL)
_XMP_DATE: Final = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
_IDENTITY: Final = re.compile(rb"/ID\s*\[[^\]]{0,200}\]|/DocChecksum\s*/[0-9A-F]{32}")
_NUMBER: Final = re.compile(rb"[0-9A-F]{32}")
_DIGIT: Final = re.compile(rb"[0-9]")
_MARK: Final = re.compile(rb"% collector: \S+ ([0-9a-f]{64})\n")
_END: Final = b"startxref"


def is_whole(pdf: bytes) -> bool:
    """Whether a PDF was written to its end."""
    return pdf.startswith(b"%PDF-") and b"%%EOF" in pdf[-64:]


def without_clock(pdf: bytes) -> bytes:
    """A PDF with the time of a file of ours instead of the present one, and a number that follows from its content."""
    dated = _DATE.sub(lambda date: f"{CREATED:%Y%m%d%H%M%S}".encode() + _no_offset(date[1]), pdf)
    dated = _XMP.sub(lambda packet: _XMP_DATE.sub(_xmp_date, packet[0]), dated)
    number = sha256(_numbered(dated, b"0" * 32))[:32].upper().encode()
    return _numbered(dated, number)


def _xmp_date(date: re.Match[bytes]) -> bytes:
    return f"{CREATED:%Y-%m-%dT%H:%M:%S}".encode() + _no_offset(date[1])


def _no_offset(offset: bytes) -> bytes:
    return _DIGIT.sub(b"0", offset).replace(b"-", b"+")


def _numbered(pdf: bytes, number: bytes) -> bytes:
    return _IDENTITY.sub(lambda found: _NUMBER.sub(number, found[0]), pdf)


def with_source(pdf: bytes, file: str, fingerprint: str) -> bytes:
    """A PDF that says, in a comment at its end, of which file it was made.

    It stands behind all that is found by its position, and before the line with which every PDF must end.
    """
    content, end, position = pdf.rpartition(_END)
    return content + f"% collector: {file} {fingerprint}\n".encode() + end + position


def source_print(pdf: bytes) -> str:
    """The fingerprint of the file of which a PDF was made; empty if it does not say so."""
    marks = _MARK.findall(pdf)
    return marks[-1].decode() if marks else ""

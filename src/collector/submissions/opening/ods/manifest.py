"""META-INF/manifest.xml of an OpenDocument file -> whether anything in the file is encrypted."""

from typing import Final

from collector.submissions.opening.ods.elements import tell
from collector.submissions.opening.xlsx.package import Package

MANIFEST: Final = "META-INF/manifest.xml"
_ENCRYPTION: Final = "encryption-data"


def is_encrypted(package: Package) -> bool:
    """Whether a part of the file opens only with a password. Raises Refusal if the manifest is broken."""
    manifest = _Manifest()
    if MANIFEST in package.names:
        tell(package.xml(MANIFEST), manifest)
    return manifest.tells_of_encryption


class _Manifest:
    """Fed with the elements of the manifest."""

    def __init__(self) -> None:
        self.tells_of_encryption = False

    def start(self, name: str, _: dict[str, str]) -> None:
        if name.rpartition(":")[2] == _ENCRYPTION:
            self.tells_of_encryption = True

    def end(self, name: str) -> None: ...

    def text(self, data: str) -> None: ...

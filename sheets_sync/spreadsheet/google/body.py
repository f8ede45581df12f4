"""The body of a large answer: kept as it came over the wire, inflated a part at a time."""

import hashlib
import zlib
from collections.abc import Iterator
from typing import Any, Final

from urllib3 import HTTPResponse

from sheets_sync.deferred import dataclass

_PART: Final = 2**20
_RATIO: Final = 8
"""Cells take about so many times fewer bytes compressed."""
_GZIP: Final = 31
"""zlib's name for the gzip format, its checksum looked at (RFC 1952)."""
_GZIP_HEADER: Final = 10
"""Bytes of a gzip header; a time stamp is among them."""


@dataclass(frozen=True)
class Body:
    """``wire`` are the bytes as they came, ``zipped`` by gzip or not."""

    wire: bytes
    zipped: bool

    def parts(self) -> Iterator[bytes]:
        """The content, in parts of about a megabyte. Raises ``ValueError`` where it is damaged,
        or does not come to its end."""
        size = _PART // _RATIO if self.zipped else _PART
        parts = (self.wire[at : at + size] for at in range(0, len(self.wire), size))
        return _inflated(parts) if self.zipped else parts

    def digest(self) -> str:
        """What tells this answer from another one."""
        start = _GZIP_HEADER if self.zipped else 0
        return hashlib.sha256(memoryview(self.wire)[start:]).hexdigest()


def _inflated(parts: Iterator[bytes]) -> Iterator[bytes]:
    library, damaged = _inflating()
    inflate = library.decompressobj(_GZIP)
    try:
        for part in parts:
            yield inflate.decompress(part)
    except damaged as error:
        raise ValueError(f"not gzip: {error}") from error
    if not inflate.eof:
        raise ValueError("half of a gzip stream")


def _inflating() -> tuple[Any, type[Exception]]:
    """A library that inflates, and what it raises; Intel's is several times as fast, but not
    built for every machine."""
    try:
        from isal import isal_zlib  # noqa: PLC0415 - see above
    except ImportError:
        return zlib, zlib.error
    damaged: Any = isal_zlib.error
    return isal_zlib, damaged


class CellsAnswer:
    """Cells as they came, and the ``digest`` that tells them from others. They are taken apart
    when somebody needs them, and are not kept as they came then."""

    def __init__(self, body: Body) -> None:
        self.digest = body.digest()
        self._body = body
        self._ranges: list[dict[str, Any]] | None = None

    @property
    def ranges(self) -> list[dict[str, Any]]:
        """See ``read_answer``, as are the errors."""
        if self._ranges is None:
            # Cells become arrays: slow to import, and not needed where nothing changed.
            from sheets_sync.spreadsheet.google.arriving import read_answer  # noqa: PLC0415

            self._ranges = read_answer(self._body.parts)
            self._body = Body(b"", zipped=False)
        return self._ranges


def body_of(response: HTTPResponse) -> Body:
    """The body of an answer that was not read yet. Raises urllib3's ``HTTPError`` where the
    connection breaks."""
    wire = response.read(decode_content=False)
    return Body(wire, "gzip" in response.headers.get("Content-Encoding", ""))

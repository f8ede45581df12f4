"""The zip around a workbook: members read, and some of them exchanged.

Members that are not exchanged are copied as they lie, compressed, so that their content, order
and way of compression cannot change.
"""

import copy
import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

Piece: TypeAlias = bytes | memoryview
"""A part of a member's content."""

Packed: TypeAlias = tuple[zipfile.ZipInfo, bytes]
"""What the zip says of a member, and its content, packed."""

_LOCAL_HEADER = 30
_HAS_DESCRIPTOR = 0x08
_ENCRYPTED = 0x01
_MOST_PACKED = 1032
"""Deflate makes content no smaller than by this factor."""


@dataclass(frozen=True)
class Container:
    """The bytes of a zip file. Raises what ``zipfile`` raises: ``readable`` puts it into words."""

    data: bytes

    @cached_property
    def archive(self) -> zipfile.ZipFile:
        """The zip, opened."""
        return zipfile.ZipFile(io.BytesIO(self.data))

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of all members."""
        return frozenset(self.archive.namelist())

    def read(self, name: str) -> bytes:
        """The content of a member."""
        info = self.archive.getinfo(name)
        if info.compress_type != zipfile.ZIP_DEFLATED or info.flag_bits & _ENCRYPTED:
            return self.archive.read(name)
        # At one stroke: zipfile would make a second copy of it.
        size = min(info.file_size, info.compress_size * _MOST_PACKED)
        data = zlib.decompress(self._raw(info), -15, max(size, 1))
        if len(data) != info.file_size or zlib.crc32(data) != info.CRC:
            raise zipfile.BadZipFile(f"the content of {name} is not as it was packed")
        return data

    def packed(self, name: str, pieces: Iterable[Piece]) -> Packed:
        """Another content for a member, packed as the old was."""
        return _packed(self.archive.getinfo(name), pieces)

    def exchanged(self, changes: Mapping[str, Packed | None]) -> bytes:
        """The zip with other contents for some members; None leaves one out."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as target:
            target.comment = self.archive.comment
            for info in self.archive.infolist():
                new = changes.get(info.filename, (info, self._raw(info)))
                if new is not None:
                    _append(target, out, *new)
        return out.getvalue()

    def _raw(self, info: zipfile.ZipInfo) -> memoryview:
        name, extra = struct.unpack_from("<HH", self.data, info.header_offset + 26)
        start = info.header_offset + _LOCAL_HEADER + name + extra
        return memoryview(self.data)[start : start + info.compress_size]


def _packed(info: zipfile.ZipInfo, pieces: Iterable[Piece]) -> Packed:
    """New content, packed as the old was: stored, or deflated."""
    info = copy.copy(info)
    stored = info.compress_type == zipfile.ZIP_STORED
    info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    info.CRC = info.file_size = 0
    raw = b"".join(_counted(info, pieces) if stored else _deflated(_counted(info, pieces)))
    info.compress_size = len(raw)
    return info, raw


def _counted(info: zipfile.ZipInfo, pieces: Iterable[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        info.CRC = zlib.crc32(piece, info.CRC)
        info.file_size += len(piece)
        yield piece


def _deflated(pieces: Iterable[Piece]) -> Iterator[bytes]:
    # Level 3 packs XML a tenth larger than 6 does, in half the time.
    packer = zlib.compressobj(3, zlib.DEFLATED, -15)
    yield from (packer.compress(piece) for piece in pieces)
    yield packer.flush()


def _append(
    target: zipfile.ZipFile, out: io.BytesIO, info: zipfile.ZipInfo, raw: bytes | memoryview
) -> None:
    """Lay an already packed member at the end; ``zipfile`` itself can only pack anew."""
    info = copy.copy(info)
    info.header_offset = out.tell()
    # The sizes are known, so they stand in the header and no descriptor follows the data.
    info.flag_bits &= ~_HAS_DESCRIPTOR
    out.write(info.FileHeader())
    out.write(raw)
    target.filelist.append(info)
    target.NameToInfo[info.filename] = info
    vars(target).update(start_dir=out.tell(), _didModify=True)

"""The zip around a workbook: members read, and some of them exchanged.

Members that are not exchanged are copied as they lie, compressed, so that their content, order
and way of compression cannot change.
"""

import copy
import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, Final, TypeAlias

from sheets_sync.deferred import dataclass
from sheets_sync.errors import SheetsSyncError

Piece: TypeAlias = bytes | memoryview
"""A part of a member's content."""

ZippedPart: TypeAlias = tuple[zipfile.ZipInfo, bytes]
"""What the zip says of a member, and its content, packed."""

_LOCAL_HEADER: Final = 30
_RAW: Final = -15
_QUICKEST: Final = 1
_HAS_DESCRIPTOR: Final = 0x08
_ENCRYPTED: Final = 0x01
_MOST_UNPACKED: Final = 2 << 30
_LARGE: Final = 256 << 20
_DENSEST: Final = 250
"""Bytes of a part; the XML of a large one packs to a fiftieth, a bomb to a thousandth."""

_KNOWN: Final = {
    name.lower(): name
    for name in (
        "[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "docProps/core.xml",
        "docProps/custom.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
        "xl/sharedStrings.xml", "xl/calcChain.xml",
    )
}  # fmt: skip


def usual_name(name: str) -> str:
    """The name by which parts call a member: some programs write it with backslashes, from a
    root, or in capitals."""
    name = posixpath.normpath("/" + name.replace("\\", "/")).lstrip("/")
    return _KNOWN.get(name.lower(), name)


def relations_name(part: str) -> str:
    """Where the relations of a part stand."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


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
        """The usual names of all members."""
        return frozenset(usual_name(name) for name in self.archive.namelist())

    @cached_property
    def _members(self) -> dict[str, zipfile.ZipInfo]:
        return {usual_name(info.filename).lower(): info for info in self.archive.infolist()}

    def look_for_members(self) -> None:
        """``BadZipFile`` where one is not all in the file: what nobody reads is copied unseen."""
        for info in self.archive.infolist():
            self._raw(info)

    def __contains__(self, name: str) -> bool:
        """Whether there is such a member, whatever its case."""
        return usual_name(name).lower() in self._members

    def member(self, name: str) -> zipfile.ZipInfo:
        """What the zip says of a member. ``KeyError`` where it has none, ``SheetsSyncError``
        where a password locks it, or it would unpack to more than any workbook holds."""
        info = self._members[usual_name(name).lower()]
        if info.flag_bits & _ENCRYPTED:
            raise SheetsSyncError(
                f"its part {name} is protected by a password.",
                "Save it without a password to open it.",
            )
        dense = info.file_size > _LARGE and info.file_size > info.compress_size * _DENSEST
        if dense or info.file_size > _MOST_UNPACKED:
            raise SheetsSyncError(
                f"its part {name} would unpack to {info.file_size:,} bytes: no workbook has that.",
                "Delete what it does not need in Excel or LibreOffice, and save it anew.",
            )
        return info

    def read(self, name: str) -> bytes:
        """The content of a member. Raises as ``member``."""
        info = self.member(name)
        if info.compress_type != zipfile.ZIP_DEFLATED:
            return self.archive.read(info)
        # At one stroke: zipfile would make a second copy of it. No more than the zip says.
        data = zlib.decompressobj(_RAW).decompress(self._raw(info), info.file_size + 1)
        if len(data) != info.file_size or zlib.crc32(data) != info.CRC:
            raise zipfile.BadZipFile(f"the content of {name} is not as it was packed")
        return data

    def packed(self, name: str, pieces: Iterable[Piece]) -> ZippedPart:
        """Another content for a member, packed as the old was."""
        return _packed(self.member(name), pieces)

    def completed(self, contents: Mapping[str, bytes]) -> bytes:
        """The zip with those contents in place of members', and as new members after them."""
        there = {name: self.packed(name, [c]) for name, c in contents.items() if name in self}
        out = self._made(there)
        with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
            for name, content in contents.items():
                if name not in self:
                    archive.writestr(name, content)
        return out.getvalue()

    def tidy(self) -> bytes:
        """The zip with all members by their usual names: openpyxl knows them by no other."""
        if all(info.filename == usual_name(info.filename) for info in self.archive.infolist()):
            return self.data
        changes: dict[str, ZippedPart | None] = {}
        for info in self.archive.infolist():
            new = copy.copy(info)
            new.filename = usual_name(info.filename)
            changes[info.filename] = (new, bytes(self._raw(info)))
        return self.exchanged(changes)

    def laid_in(self, contents: Mapping[str, bytes]) -> io.BytesIO:
        """The zip with other contents for some members, for a reader: quickly packed, since the
        reader takes a copy of all of it."""
        changes = {name: _quickly_packed(self.member(name), c) for name, c in contents.items()}
        return self._made(changes)

    def exchanged(self, changes: Mapping[str, ZippedPart | None]) -> bytes:
        """The zip with other contents for some members; None leaves one out."""
        return self._made(changes).getvalue()

    def _made(self, changes: Mapping[str, ZippedPart | None]) -> io.BytesIO:
        changes = {self.member(name).filename: new for name, new in changes.items()}
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as target:
            target.comment = self.archive.comment
            for info in self.archive.infolist():
                new = changes.get(info.filename, (info, self._raw(info)))
                if new is not None:
                    _append(target, out, *new)
        out.seek(0)
        return out

    def _raw(self, info: zipfile.ZipInfo) -> memoryview:
        """A member as it is packed. ``BadZipFile`` where it is not all there."""
        at, data = info.header_offset, memoryview(self.data)
        if not 0 <= at <= len(data) - _LOCAL_HEADER:
            raise zipfile.BadZipFile(f"{info.filename} begins behind its end")
        name, extra = struct.unpack_from("<HH", data, at + 26)
        raw = data[at + _LOCAL_HEADER + name + extra :][: info.compress_size]
        if len(raw) != info.compress_size:
            raise zipfile.BadZipFile(f"{info.filename} ends behind its end")
        return raw


def _packed(info: zipfile.ZipInfo, pieces: Iterable[Piece]) -> ZippedPart:
    """New content, packed as the old was: stored, or deflated."""
    info = copy.copy(info)
    stored = info.compress_type == zipfile.ZIP_STORED
    info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    info.CRC = info.file_size = 0
    raw = b"".join(_counted(info, pieces) if stored else _deflated(_counted(info, pieces)))
    info.compress_size = len(raw)
    return info, raw


def _quickly_packed(info: zipfile.ZipInfo, content: bytes) -> ZippedPart:
    info, packed = copy.copy(info), _quickly_deflated(content)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.CRC, info.file_size, info.compress_size = zlib.crc32(content), len(content), len(packed)
    return info, packed


def _quickly_deflated(content: bytes) -> bytes:
    packed: bytes = _deflating().compress(content, _QUICKEST, _RAW)
    return packed


def _deflating() -> Any:  # noqa: ANN401 - a module, which has the names of zlib
    """Intel's library, several times as fast as zlib, where it is built for this machine."""
    try:
        from isal import isal_zlib  # noqa: PLC0415 - a run that writes nothing needs none
    except ImportError:
        return zlib
    return isal_zlib


def _counted(info: zipfile.ZipInfo, pieces: Iterable[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        info.CRC = zlib.crc32(piece, info.CRC)
        info.file_size += len(piece)
        yield piece


def _deflated(pieces: Iterable[Piece]) -> Iterator[bytes]:
    # zlib packs XML a tenth larger at level 3 than at 6, in half the time; Intel's library a
    # twentieth larger again, in a quarter.
    packer = _deflating().compressobj(3, zlib.DEFLATED, _RAW)
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

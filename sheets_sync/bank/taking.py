"""A statement file taken: whole, or not at all with a sentence that says why (design §20)."""

import errno
import io
import zipfile
import zlib
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from sheets_sync.bank import camt, client_bank, csv_layout, mt940
from sheets_sync.bank.day_order import refuse_unlinked
from sheets_sync.bank.declared import DeclaredLayout, label_of, layout_for
from sheets_sync.bank.entries import BankStatement, refuse_twice
from sheets_sync.bank.file_names import may_be_statement, shown_name
from sheets_sync.bank.first_days import spans_of, taken_in_turn
from sheets_sync.bank.notation import text_in
from sheets_sync.bank.refusing import BankFileError, StatementFault, StatementRefusal
from sheets_sync.bank.span import Span
from sheets_sync.files import file_bytes

_MOST: Final = 32 << 20
"""Bytes of a statement: a year of a busy agency has a tenth of it."""

_UNREADABLE: Final = {
    errno.ENOENT: "gone", errno.EACCES: "forbidden", errno.EPERM: "forbidden",
    errno.ELOOP: "a_loop", errno.EFBIG: "too_many_bytes", errno.EINVAL: "no_file",
}  # fmt: skip
"""Why a file cannot be read, by what the disk says."""

_MOST_MEMBERS: Final = 1000
_MOST_ENTRIES: Final = 200_000
_ENCRYPTED: Final = 0x01
_WORKBOOK: Final = "[Content_Types].xml"
"""What a zip has that is one of Office's files."""

_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_ARCHIVE: Final = "an_archive"
_OTHERS: Final = {
    b"%PDF": "a_pdf", b"\xd0\xcf\x11\xe0": "a_workbook",
    b"\x89PNG": "a_picture", b"\xff\xd8\xff": "a_picture",
    b"Rar!": _ARCHIVE, b"7z\xbc\xaf": _ARCHIVE, b"\x1f\x8b": _ARCHIVE,
    b"<!doctype html": "a_web_page", b"<html": "a_web_page",
    b"OFXHEADER": "an_ofx", b"<ofx>": "an_ofx", b"!type:": "a_qif", b"!account": "a_qif",
}  # fmt: skip
"""How contents begin that people take for statements, in small letters as in capitals, and why
they are refused."""
_ZIPPED: Final = (b"PK\x03\x04", b"PK\x05\x06")


@dataclass(frozen=True, slots=True)
class Reading:
    """How statements are read that do not tell it themselves: MT940's ``encoding``, and the
    ``layouts`` of CSV that the config declares, and the ``currencies`` of our own accounts.
    ``today`` (a serial; 0: not known) and the statements ``known`` show in which order days are;
    they and those of files ``beside`` prove where one begins."""

    mt940_encoding: str = "utf-8"
    layouts: Sequence[DeclaredLayout] = ()
    today: int = 0
    known: Sequence[Span] = ()
    beside: Sequence[Span] = ()
    currencies: Mapping[str, str] = field(default_factory=dict)

    @property
    def rules(self) -> frozenset[str]:
        """What tells by what statements are read now (``BankStatement.layout``)."""
        return frozenset((*(each.layout.mark for each in self.layouts), self.mt940_encoding))


@dataclass(frozen=True, slots=True)
class StatementFile:
    """A file taken: its ``format`` as people call it, all that it says, and of CSV which of several
    ``layouts`` it was read by."""

    name: str
    format: str
    statements: tuple[BankStatement, ...]
    layouts: tuple[str, ...] = ()


def take_several(
    paths: Sequence[Path], reading: Reading, beside: Iterable[StatementFile] = ()
) -> list[StatementFile | BankFileError]:
    """What becomes of each of several files; all of them, and those taken ``beside``, may prove
    where another one begins."""

    def tried(path: Path, known: Sequence[Span]) -> StatementFile | BankFileError:
        try:
            return take(path, replace(reading, beside=known))
        except BankFileError as fault:
            return fault

    return taken_in_turn(paths, tried, (span for each in beside for span in spans_of(each)))


def take(path: Path, reading: Reading) -> StatementFile:
    """The statements of a file, all proved by their balances. Raises ``BankFileError`` where
    anything is wrong with it."""
    try:
        data, changed = file_bytes(path, _MOST), path.stat().st_mtime_ns
    except OSError as fault:
        said = {"fault": fault.strerror or type(fault).__name__, "most": f"{_MOST >> 20:,}"}
        why = "a_folder" if path.is_dir() else _UNREADABLE.get(fault.errno or 0, "unreadable")
        cure = "files_in_it" if path.is_dir() else "readable"
        raise BankFileError(path.name or str(path), StatementRefusal(why, 0, said), cure) from None
    try:
        return _dated(_taken(path.name, data, reading), changed)
    except StatementFault as fault:
        raise BankFileError(path.name, fault.reason, fault.reason.cure) from None


def _taken(name: str, data: bytes, reading: Reading) -> StatementFile:
    zipped = data.startswith(_ZIPPED)
    contents = list(_unzipped(data)) if zipped else [("", data)]
    read = [*_members_read(contents, name, reading)]
    statements = tuple(each for one in read for each in one.statements)
    if sum(len(each.entries) for each in statements) > _MOST_ENTRIES:
        raise StatementFault("many_entries", most=f"{_MOST_ENTRIES:,}")
    refuse_twice(statements)
    formats = " · ".join(dict.fromkeys(each.format for each in read))
    layouts = tuple(dict.fromkeys(each.layout for each in read if each.layout))
    return StatementFile(shown_name(name), formats, statements, layouts)


def _members_read(
    contents: Sequence[tuple[str, bytes]], name: str, reading: Reading
) -> "Iterator[_Content]":
    """What each file says, by its own name in the zip ``name``, "" where it is no zip."""

    def read(member: tuple[str, bytes], beside: Sequence[Span]) -> "_Content | StatementFault":
        own, data = member
        try:
            return _read(data, [*filter(None, (own, name))], replace(reading, beside=beside))
        except StatementFault as fault:
            return fault.in_zip(own)

    for each in taken_in_turn(contents, read, reading.beside):
        if isinstance(each, StatementFault):
            raise each
        yield each


def _dated(file: StatementFile, changed: int) -> StatementFile:
    """The file, each statement with where it stands, and when it was made, as far as is known."""
    dated = (replace(each, made=each.made or changed, file=file.name) for each in file.statements)
    return replace(file, statements=tuple(dated))


def _unzipped(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The files in a zip by their names, each no larger than it says, all together no larger than a
    statement."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found = [each for each in archive.infolist() if not each.is_dir()]
            if any(each.filename == _WORKBOOK for each in found):
                raise StatementFault("a_workbook")
            members = [each for each in found if may_be_statement(each.filename)]
            if not members:
                raise StatementFault("empty_zip")
            if len(members) > _MOST_MEMBERS or sum(each.file_size for each in members) > _MOST:
                raise StatementFault("large_zip")
            for each in members:
                yield each.filename.rpartition("/")[2], _member(archive, each)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as fault:
        raise StatementFault("no_zip", fault=str(fault)) from None


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    if info.flag_bits & _ENCRYPTED:
        raise StatementFault("locked_zip")
    with archive.open(info) as file:
        data = file.read(info.file_size + 1)  # never more than it says, whatever is packed
    if data.startswith(_ZIPPED):
        raise StatementFault("zip_in_zip")
    return data


@dataclass(frozen=True, slots=True)
class _Content:
    """What a file says: its format, and the layout that it was chosen among several by."""

    format: str
    statements: Sequence[BankStatement]
    layout: str = ""


def _read(data: bytes, names: Sequence[str], reading: Reading) -> _Content:
    """The format that the content is in, and what it says; ``names``: its own, the zip's."""
    if data.startswith(_UTF_16) and not _is_xml(data):
        data = _in_utf_8(data)
    head = data[:4096].removeprefix(BOM_UTF8).lstrip()
    if not head:
        raise StatementFault("empty")
    for begins, kind in _OTHERS.items():
        if head[:20].lower().startswith(begins.lower()):
            raise StatementFault(kind)
    if head.startswith(client_bank.HEAD.encode()):
        return _Content(client_bank.HEAD, client_bank.statements_in(data, reading.currencies))
    if b"<?OFX" in head:
        raise StatementFault("an_ofx")
    if head.startswith((b"<", *_UTF_16)):
        return _Content("CAMT.053", camt.statements_in(data))
    if mt940.LOOKS_SO.search(head):
        return _Content("MT940", _in_encoding(data, reading.mt940_encoding))
    return _in_layout(data, names, reading)


def _in_encoding(data: bytes, encoding: str) -> list[BankStatement]:
    found = mt940.statements_in(text_in(data, encoding, "bank.mt940_encoding"))
    return [replace(each, layout=encoding) for each in found]


def _in_layout(data: bytes, names: Sequence[str], reading: Reading) -> _Content:
    one = layout_for(data, names, reading.layouts)
    label = label_of(one, reading.layouts) if len(reading.layouts) > 1 else ""
    try:
        known = (*reading.known, *reading.beside)
        found = csv_layout.statements_in(data, one.layout, reading.today, known)
        for each in found:
            refuse_unlinked(Span.of(each, "CSV", {}), reading.known, one.layout.dates)
    except StatementFault as fault:
        raise fault.by_layout(label) from None
    return _Content("CSV", found, label)


def _is_xml(data: bytes) -> bool:
    """Whether a text in UTF-16 begins as XML; the parser takes that as it is."""
    return data[:200].decode("utf-16", "ignore").lstrip().startswith("<")


def _in_utf_8(data: bytes) -> bytes:
    """A text in UTF-16 as one in UTF-8, with the mark that says so."""
    try:
        return BOM_UTF8 + data.decode("utf-16").encode()
    except UnicodeError:
        raise StatementFault("no_utf_16") from None

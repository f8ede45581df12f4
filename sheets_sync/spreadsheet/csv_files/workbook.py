"""A workbook and the CSV files beside it, as one (design §15)."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from glob import escape, glob
from pathlib import Path
from typing import Final

from sheets_sync.errors import SheetsSyncError, UsageError
from sheets_sync.files import file_bytes
from sheets_sync.spreadsheet.around import LooksAround
from sheets_sync.spreadsheet.brought_before import brought_before
from sheets_sync.spreadsheet.calls import Calls
from sheets_sync.spreadsheet.cell_look import CellLook
from sheets_sync.spreadsheet.csv_files.encoding import text_of
from sheets_sync.spreadsheet.csv_files.one_file import files_once
from sheets_sync.spreadsheet.csv_files.records import table_of
from sheets_sync.spreadsheet.patterns import is_pattern
from sheets_sync.spreadsheet.protocol import (
    NOTHING_TOLD,
    NOWHERE_ELSE,
    About,
    ColumnEdit,
    Elsewhere,
    Furnishing,
    Snapshot,
    Tab,
    TellsKinds,
    Workbook,
)

_MOST: Final = 2 << 30
"""Bytes of a file, as for a workbook."""


def with_files(workbook: Workbook, folder: Path, patterns: Sequence[str]) -> Workbook:
    """The workbook with the files that fit ``patterns``, which are relative to ``folder``."""
    if isinstance(workbook, TellsKinds):
        return _KindsToo(workbook, folder, patterns)
    return WithFiles(workbook, folder, patterns)


class WithFiles:
    """A workbook, to whose snapshots files are added as tabs: "exports/june.csv"."""

    def __init__(self, workbook: Workbook, folder: Path, patterns: Sequence[str]) -> None:
        self._workbook = workbook
        self._folder = folder
        self._patterns = patterns
        self._brought: dict[str, bytes] | None = None
        self.backend = workbook.backend

    @property
    def calls(self) -> Calls:
        """Those of the workbook: files cost none."""
        return self._workbook.calls

    @calls.setter
    def calls(self, calls: Calls) -> None:
        self._workbook.calls = calls

    def read(self, wanted: Collection[str], own: Collection[str] | None = None) -> Snapshot:
        """See the protocol. Raises ``SheetsSyncError`` for a file that cannot be read for certain,
        ``UsageError`` for one that is named and not there."""
        files = self._files() if self._brought is None else self._brought
        self._brought = None
        snapshot = self._workbook.read(wanted, own)
        return _joined(snapshot, {ref: tab_of(ref, data) for ref, data in files.items()})

    def brings(self, wanted: Collection[str], known: str = "") -> str:
        """See the protocol. Files are told by their names and bytes."""
        before = brought_before(known, list)
        after = self._workbook.brings(wanted, str(before[0]) if before else "")
        self._brought = self._files()
        files = {ref: hashlib.sha256(data).hexdigest() for ref, data in self._brought.items()}
        return json.dumps([after, files]) if after else ""

    def write(
        self, edits: Sequence[ColumnEdit], snapshot: Snapshot, about: About = NOTHING_TOLD
    ) -> Snapshot:
        """See the protocol. No edit is one of a file."""
        return self._workbook.write(edits, snapshot, about)

    def bear(self, badge: str, snapshot: Snapshot) -> Snapshot:
        """See the protocol. Files bear nothing."""
        return self._workbook.bear(badge, snapshot)

    def furnish(
        self,
        plan: Sequence[Furnishing],
        snapshot: Snapshot,
        elsewhere: Elsewhere = NOWHERE_ELSE,
    ) -> tuple[Snapshot, list[str]]:
        """See the protocol. Files are not furnished."""
        files = {ref: snapshot.tabs[ref] for ref in snapshot.files}
        tabs = {ref: tab for ref, tab in snapshot.tabs.items() if ref not in files}
        made, done = self._workbook.furnish(plan, replace(snapshot, tabs=tabs, files=()), elsewhere)
        return _joined(made, files), done

    def _files(self) -> dict[str, bytes]:
        """The bytes of all files by ref, in the order of their names."""
        refs = {
            ref.replace("\\", "/"): self._folder / ref
            for pattern in self._patterns
            for ref in self._fitting(pattern)
        }
        named = {each.replace("\\", "/") for each in self._patterns if not is_pattern(each)}
        return {ref: _bytes_of(ref, path) for ref, path in files_once(refs, named).items()}

    def _fitting(self, pattern: str) -> list[str]:
        if not is_pattern(pattern):
            return [pattern]
        parts = "/".join(map(_in_any_case, pattern.replace("\\", "/").split("/")))
        return sorted(glob(parts, root_dir=self._folder))  # noqa: PTH207 - Path.glob takes no absolute one


def _in_any_case(part: str) -> str:
    """A part of a path for ``glob``: * and ? alone stand for others, and letters beside them for
    small and large ones, as in names of tabs: programs on Windows write ``June.CSV``."""
    if not is_pattern(part):
        return escape(part)
    signs = (escape(each) if each == "[" else each for each in part)
    return "".join(
        f"[{each.lower()}{each.upper()}]" if _has_cases(each) else each for each in signs
    )


def _has_cases(sign: str) -> bool:
    return sign.lower() != sign.upper() and len(sign.lower()) == len(sign.upper()) == 1


class _KindsToo(WithFiles):
    """The same around a workbook that tells the kinds of its numbers, and looks around if asked."""

    def looked_around(self, snapshot: Snapshot) -> Snapshot:
        """See ``LooksAround``."""
        inner = self._workbook
        return inner.looked_around(snapshot) if isinstance(inner, LooksAround) else snapshot

    def kinds(
        self, numbers: Mapping[tuple[str, int, int], float], snapshot: Snapshot
    ) -> Mapping[tuple[str, int, int], CellLook]:
        """See ``TellsKinds``. No cell of a file is a number."""
        assert isinstance(self._workbook, TellsKinds)  # noqa: S101 - ``with_files`` looked
        return self._workbook.kinds(numbers, snapshot)


def tab_of(ref: str, data: bytes) -> Tab:
    """A file as a tab. Raises ``SheetsSyncError`` where it is not certain what stands in it."""
    try:
        table = table_of(text_of(data))
    except ValueError as error:  # UnicodeDecodeError is one
        raise SheetsSyncError(
            f"{ref} cannot be read: {error}.",
            'Export it again, or save it as CSV in UTF-8, with ";" between the cells or quotes '
            'around a number with a comma ("1,50"); or take it out of [tabs].',
        ) from error
    return Tab(ref, table.columns, table.height, cuts=table.cuts, ends=table.ends)


def _joined(snapshot: Snapshot, files: Mapping[str, Tab]) -> Snapshot:
    return replace(snapshot, tabs={**snapshot.tabs, **files}, files=tuple(files))


def _bytes_of(ref: str, path: Path) -> bytes:
    try:
        data = file_bytes(path, _MOST)
    except FileNotFoundError:
        raise UsageError(f"There is no file {ref}.", "Put it there, or mend [tabs].") from None
    except OSError as error:
        raise SheetsSyncError(
            f"{ref} cannot be read: {error.strerror}.", "Let this user read it, or mend [tabs]."
        ) from error
    if not data:
        raise UsageError(
            f"The file {ref} is empty, without so much as a header.",
            "Put back what stood in it, or mend [tabs].",
        )
    return data

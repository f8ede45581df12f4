"""Where the headers of a layout stand in a CSV: in one row, or in two (design §20)."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from sheets_sync.bank.csv_rows import csv_rows
from sheets_sync.bank.csv_settings import DELIMITERS, ENCODINGS
from sheets_sync.bank.refusing import StatementFault
from sheets_sync.billing.names import fold

CsvRows = Sequence[tuple[int, list[str]]]
"""Rows of cells with the lines on which they end."""

_TEXTS: Final = frozenset(("name", "account", "tax_number", "purpose", "reference"))
"""What may stand behind a label."""

_HEAD: Final = 1 << 16
"""Bytes of a file in which its headers are sought by other settings: preambles are shorter."""


def header_of(rows: CsvRows, named: Mapping[str, str]) -> tuple[int, dict[str, int]]:
    """Which row has the headers (``named``: by what they are for), or is the last of two that have
    them together, and where each stands; of those with a colon behind none has to: they may be
    labels within a row's cells. Raises ``StatementFault`` where none has all."""
    try:
        return _header_of(rows, named)
    except StatementFault:
        headers = {key: name for key, name in named.items() if not is_label(key, name)}
        if len(headers) == len(named):
            raise
        return _header_of(rows, headers)


def is_label(key: str, name: str) -> bool:
    """Whether a column may have no header, but its name in front in the cell ("Tytuł: ...")."""
    return key in _TEXTS and name.endswith(":")


def behind_labels(cells: Sequence[str], labels: Mapping[str, str]) -> dict[str, str]:
    """What stands behind ``labels``, by what they are for, in the first cell with each; "" where a
    row has none."""
    folded = {key: fold(label) for key, label in labels.items()}
    told = {
        key: [cell[len(label) :].strip() for cell in cells if fold(cell[: len(label)]) == label]
        for key, label in folded.items()
    }
    return {key: next(iter(texts), "") for key, texts in told.items()}


def _header_of(rows: CsvRows, named: Mapping[str, str]) -> tuple[int, dict[str, int]]:
    wanted = {key: fold(header) for key, header in named.items()}
    best, line = dict[str, int](), 0
    for last, cells in (*_single(rows), *_double(rows)):
        found = _places(cells, wanted)
        if len(found) == len(wanted):
            return last, found
        if len(found) > len(best):
            best, line = found, rows[last][0]
    missing = ", ".join(each for key, each in named.items() if key not in best)
    raise StatementFault("some_headers" if best else "no_headers", line, headers=missing)


def _single(rows: CsvRows) -> Iterator[tuple[int, list[list[str]]]]:
    yield from ((at, [cells]) for at, (_, cells) in enumerate(rows))


def _double(rows: CsvRows) -> Iterator[tuple[int, list[list[str]]]]:
    """Rows below each other, of which the lower one has no figures, as any entry has."""
    for at, ((_, upper), (_, lower)) in enumerate(pairwise(rows), 1):
        if any(lower) and not any(map(str.isdigit, "".join(lower))):
            yield at, [upper, lower]


def _places(cells: Sequence[Sequence[str]], wanted: Mapping[str, str]) -> dict[str, int]:
    """Where the headers stand in rows, as far as they do; in the first that has each."""
    folded = [[fold(cell) for cell in row] for row in cells]
    return {
        key: next(row.index(header) for row in folded if header in row)
        for key, header in wanted.items()
        if any(header in row for row in folded)
    }


def has_headers(data: bytes, named: Mapping[str, str], encoding: str, delimiter: str) -> bool:
    """Whether a file that is read so has all headers."""
    try:
        header_of(csv_rows(data, encoding, delimiter), named)
    except StatementFault:
        return False
    return True


def refuse_set_otherwise(
    data: bytes, named: Mapping[str, str], encoding: str, delimiter: str
) -> None:
    """Raise ``StatementFault`` where a file that has not all headers as the config says has them
    in another encoding, or with another delimiter."""
    head = data[:_HEAD].rpartition(b"\n")[0] if len(data) > _HEAD else data
    delimiters = (delimiter, *(each for each in DELIMITERS if each != delimiter))
    encodings = (encoding, *(each for each in ENCODINGS if each != encoding))
    for read in ((code, mark) for code in encodings for mark in delimiters):
        if has_headers(head, named, *read):
            told = zip(("encoding", "delimiter"), (encoding, delimiter), read, strict=True)
            set_so = [f'{key} = "{now}"' for key, said, now in told if said != now]
            if set_so:
                settings = ", ".join(f"`{each}`" for each in set_so).replace("\t", r"\t")
                raise StatementFault("set_otherwise", settings=settings)
            return

"""Columns of numbers as bytes to store: a million log rows are a few megabytes (design §11).

Deltas of neighbours compress far better than the numbers do: sheet rows count up, days repeat.
"""

import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sheets_sync.state.row import Row

Array: TypeAlias = NDArray[Any]

StoredColumns: TypeAlias = tuple[Mapping[str, Array], Mapping[str, Sequence[str]]]
"""Columns by name, and the names that codes in them stand for."""

_LEVEL: Final = 1
_ZIPPED: Final = 0x80
_SAMPLE: Final = 2**16
_NOISE: Final = 0.25
"""What does not shrink to a quarter is not worth the time."""


def listed_names(names: Mapping[str, Sequence[str]]) -> str:
    """The names that codes stand for as one text."""
    return json.dumps({key: list(each) for key, each in names.items()}, ensure_ascii=False)


def stored_columns(columns: Iterable[Row], listed: str, digest: str) -> StoredColumns:
    """Columns out of their rows (name, dtype, data), and the names that ``listed_names`` listed.

    Raises ``ValueError`` where they are not those that ``digest`` was made of, and whatever
    unpacking does.
    """
    arrays = {row["name"]: unpacked(row["data"], row["dtype"]) for row in columns}
    if checksum(arrays, listed) != digest:
        raise ValueError("it is not what the last good run left")
    names: dict[str, Sequence[str]] = json.loads(listed)
    return arrays, names


def checksum(arrays: Mapping[str, Array], listed: str) -> str:
    """A checksum of columns and of the names that their codes stand for."""
    digest = hashlib.sha256(listed.encode())  # processors have it built in
    for name, array in arrays.items():
        digest.update(f"{name} {array.dtype} {len(array)};".encode())
        digest.update(np.ascontiguousarray(array).data)
    return digest.hexdigest()


def packed(array: Array) -> bytes:
    """One byte that says how, then the column: deltas of as few bytes each as hold them,
    compressed, or as they are where they are noise (hashes)."""
    deltas = np.diff(array, prepend=array.dtype.type(0))  # wraps around, and back when summed
    small = _narrowed(deltas)
    plain = small.tobytes()
    sample = plain[:_SAMPLE]
    if len(zlib.compress(sample, _LEVEL)) > len(sample) * _NOISE:
        return bytes([small.itemsize]) + plain
    return bytes([small.itemsize | _ZIPPED]) + zlib.compress(plain, _LEVEL)


def unpacked(data: bytes, dtype: str) -> Array:
    """The column that ``packed`` packed, whose type was ``dtype``."""
    plain = zlib.decompress(memoryview(data)[1:]) if data[0] & _ZIPPED else memoryview(data)[1:]
    kind = np.dtype(dtype).kind
    deltas = np.frombuffer(plain, f"{kind}{data[0] & ~_ZIPPED}")
    return np.cumsum(deltas, dtype=dtype)


def _narrowed(deltas: Array) -> Array:
    """The same numbers in the smallest integers of their kind that hold them all."""
    if not len(deltas):
        return deltas
    low, high = deltas.min(), deltas.max()
    sizes = (np.dtype(f"{deltas.dtype.kind}{size}") for size in (1, 2, 4, 8))
    fit = (each for each in sizes if np.iinfo(each).min <= low and high <= np.iinfo(each).max)
    return deltas.astype(next(fit), copy=False)

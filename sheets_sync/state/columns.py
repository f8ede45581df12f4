"""Columnar tables in the state: a compressed blob a column (design §11: a million log rows).

Deltas of neighbours compress far better than the numbers do: sheet rows count up, days repeat.
"""

import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sheets_sync.state.store import Store

Array: TypeAlias = NDArray[Any]

_LEVEL: Final = 1
_ZIPPED: Final = 0x80
_SAMPLE: Final = 2**16
_NOISE: Final = 0.25
"""What does not shrink to a quarter is not worth the time."""


def write_columns(
    store: Store,
    what: str,
    run: int,
    arrays: Mapping[str, Array],
    names: Mapping[str, Sequence[str]],
) -> None:
    """Put the table ``what`` of ``run`` in place of the one before, in a transaction of the
    caller's. ``names`` are what codes in the arrays stand for. What is the same stays."""
    listed = json.dumps({key: list(value) for key, value in names.items()}, ensure_ascii=False)
    digest = _digest(arrays, listed)
    known = store.row("SELECT digest FROM column_sets WHERE what = ?", (what,))
    if known is None or known["digest"] != digest:
        store.execute("DELETE FROM columns WHERE what = ?", (what,))
        packed = [(what, name, str(array.dtype), _packed(array)) for name, array in arrays.items()]
        store.many("INSERT INTO columns VALUES (?, ?, ?, ?)", packed)
    store.execute(
        "INSERT OR REPLACE INTO column_sets VALUES (?, ?, ?, ?)", (what, run, listed, digest)
    )


def read_columns(
    store: Store, what: str
) -> tuple[dict[str, Array], dict[str, tuple[str, ...]]] | None:
    """The arrays and names of the table ``what``, or None where no run has written it."""
    known = store.row("SELECT names FROM column_sets WHERE what = ?", (what,))
    if known is None:
        return None
    packed = store.rows("SELECT name, dtype, data FROM columns WHERE what = ?", (what,))
    arrays = {row["name"]: _unpacked(row["data"], row["dtype"]) for row in packed}
    return arrays, {key: tuple(value) for key, value in json.loads(known["names"]).items()}


def _digest(arrays: Mapping[str, Array], listed: str) -> str:
    digest = hashlib.sha256(listed.encode())  # processors have it built in
    for name, array in arrays.items():
        digest.update(f"{name} {array.dtype} {len(array)};".encode())
        digest.update(np.ascontiguousarray(array).data)
    return digest.hexdigest()


def _packed(array: Array) -> bytes:
    """One byte that says how, then the column: deltas of as few bytes each as hold them,
    compressed, or as they are where they are noise (hashes)."""
    deltas = np.diff(array, prepend=array.dtype.type(0))  # wraps around, and back when summed
    small = _narrowed(deltas)
    plain = small.tobytes()
    sample = plain[:_SAMPLE]
    if len(zlib.compress(sample, _LEVEL)) > len(sample) * _NOISE:
        return bytes([small.itemsize]) + plain
    return bytes([small.itemsize | _ZIPPED]) + zlib.compress(plain, _LEVEL)


def _unpacked(data: bytes, dtype: str) -> Array:
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

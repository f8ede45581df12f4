"""Many short texts in one buffer: a million names are no million objects."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, TypeAlias, overload

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Offsets: TypeAlias = NDArray[np.integer[Any]]
Hashes: TypeAlias = NDArray[np.uint64]

_WORD: Final = 8
_BLOCK: Final = 2**15
"""So many texts at a time: what they take stays in the processor's cache."""
_PRIME = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)
_MASKS = np.array([(1 << (8 * size)) - 1 for size in range(_WORD)] + [2**64 - 1], np.uint64)
"""By the number of bytes that a word still has of its text."""


class Texts(Sequence[str]):
    """Text i is ``data[starts[i]:ends[i]]``, in UTF-8. ``hashed`` are its hashes, if known."""

    __slots__ = ("data", "ends", "hashed", "starts")

    def __init__(
        self, data: bytes, starts: Offsets, ends: Offsets, hashed: Hashes | None = None
    ) -> None:
        self.data = data
        self.starts = starts
        self.ends = ends
        self.hashed = hashed

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Texts":
        """Those texts, one behind the other."""
        parts = [text.encode("utf-8", "surrogatepass") for text in texts]
        ends = np.cumsum(np.fromiter(map(len, parts), np.int64, len(parts)), dtype=np.int64)
        return cls(b"".join(parts), np.append(np.int64(0), ends[:-1])[: len(parts)], ends)

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            return list(Texts(self.data, self.starts[index], self.ends[index]))
        return self.data[self.starts[index] : self.ends[index]].decode("utf-8", "surrogatepass")

    def __iter__(self) -> Iterator[str]:
        spans = zip(self.starts.tolist(), self.ends.tolist(), strict=True)
        return (self.data[start:end].decode("utf-8", "surrogatepass") for start, end in spans)

    def take(self, places: NDArray[np.integer]) -> "Texts":
        """The texts at ``places``, in that order; the buffer is shared."""
        hashed = None if self.hashed is None else self.hashed[places]
        return Texts(self.data, self.starts[places], self.ends[places], hashed)

    def compact(self) -> "Texts":
        """The same in a buffer that holds nothing else."""
        if len(self) and np.array_equal(self.starts[1:], self.ends[:-1]):
            first, last = int(self.starts[0]), int(self.ends[-1])
            starts, ends = self.starts - first, self.ends - first
            return Texts(self.data[first:last], starts, ends, self.hashed)
        view = np.frombuffer(self.data, np.uint8)
        parts = [
            view[_spelt(self.starts[block], self.ends[block])].tobytes() for block in self._blocks()
        ]
        lengths = self.ends - self.starts
        ends = np.cumsum(lengths, dtype=lengths.dtype)
        return Texts(b"".join(parts), ends - lengths, ends, self.hashed)

    def initials(self) -> NDArray[np.uint8]:
        """The first byte of each text; 0 of an empty one."""
        there = np.frombuffer(self.data + b"\0", np.uint8)[self.starts]
        there[self.starts == self.ends] = 0
        return there

    def hashes(self) -> Hashes:
        """A 64-bit hash of each text, the same in every run and from every buffer."""
        if self.hashed is None:
            self.hashed = self._hashes()
        return self.hashed

    def _hashes(self) -> Hashes:
        hashes = np.full(len(self), _PRIME, np.uint64)
        for block in self._blocks():
            total = hashes[block]
            for rows, words in self._words(self.starts[block], self.ends[block]):
                mixed = (total[rows] ^ words) * _PRIME
                mixed ^= mixed >> _SHIFT
                total[rows] = mixed
        return hashes

    def grouped(self) -> tuple[NDArray[np.int32], Offsets]:
        """The group of each text, equal texts together, numbered as they first appear; and
        where each group first appears."""
        short = int((self.ends - self.starts).max(initial=0)) <= _WORD
        keys = self._spelt_in_words() if short else self.hashes()
        numbers, different = pd.factorize(keys)
        codes = numbers.astype(np.int32)
        first = np.empty(len(different), np.int32)
        first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1, dtype=np.int32)
        others = first[codes]
        if self._as_long_as(others) and (short or self._equals(others)):
            return codes, first
        return self._grouped_one_by_one()

    def _spelt_in_words(self) -> Hashes:
        """Each text, of eight bytes at most, as the word that it spells: no two of one length
        spell the same."""
        words = np.zeros(len(self), np.uint64)
        for block in self._blocks():
            for rows, each in self._words(self.starts[block], self.ends[block]):
                words[block][rows] = each
        return words

    def _as_long_as(self, others: NDArray[np.integer[Any]]) -> bool:
        lengths = self.ends - self.starts
        return np.array_equal(lengths, lengths[others])

    def _equals(self, others: NDArray[np.integer]) -> bool:
        """Whether each text is that at ``others``: a hash alone proves nothing."""
        return all(self._equals_in(block, others[block]) for block in self._blocks())

    def _equals_in(self, block: slice, others: NDArray[np.integer]) -> bool:
        at, end = self.starts[block], self.ends[block]
        there, there_end = self.starts[others], self.ends[others]
        mine, theirs = self._words(at, end), self._words(there, there_end)
        return all(np.array_equal(a, b) for (_, a), (_, b) in zip(mine, theirs, strict=True))

    def _blocks(self) -> Iterator[slice]:
        return (slice(at, at + _BLOCK) for at in range(0, len(self), _BLOCK))

    def _grouped_one_by_one(self) -> tuple[NDArray[np.int32], Offsets]:
        numbers: dict[str, int] = {}
        codes = [numbers.setdefault(text, len(numbers)) for text in self]
        first = np.unique(codes, return_index=True)[1]
        return np.array(codes, np.int32), first

    def _words(
        self, at: Offsets, end: Offsets
    ) -> Iterator[tuple[NDArray[np.intp] | slice, NDArray[np.uint64]]]:
        """Texts, eight bytes at a time: the rows that still have any, and their words."""
        data = self.data if len(self.data) >= _WORD else self.data.ljust(_WORD, b"\0")
        last = len(data) - _WORD
        window = np.ndarray((last + 1,), "<u8", data, strides=(1,))  # a word at every byte
        rows: NDArray[np.intp] | slice = slice(None)
        left = end - at
        while len(left):
            words = window[np.minimum(at, last)]
            beyond = np.maximum(at - last, 0).astype(np.uint64)
            if beyond.any():
                words >>= np.uint64(_WORD) * np.minimum(beyond, _WORD - 1)
            yield rows, words & _MASKS[np.minimum(left, _WORD)]
            if left.max() <= _WORD:
                return
            more = np.flatnonzero(left > _WORD)
            rows = more if isinstance(rows, slice) else rows[more]
            at, left = at[more] + _WORD, left[more] - _WORD


def _spelt(starts: Offsets, ends: Offsets) -> Offsets:
    """The places of all bytes of texts that lie there."""
    lengths = ends - starts
    behind = np.cumsum(lengths)
    spelt: Offsets = np.arange(behind[-1]) + (starts - (behind - lengths)).repeat(lengths)
    return spelt

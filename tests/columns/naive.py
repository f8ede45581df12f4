"""The naive twin of ``sheets_sync.columns``: the same by lists and loops, for whoever wants to know
what a function of that house means. A column is a list of cells; nothing here is quick.

A function is called as its twin is; that of a method ``Packed.take`` is ``take``.
"""

from collections.abc import Iterable, Sequence
from typing import Any

NONE = -1
FEW_TEXTS = 1_000
PRIME = 0x9E3779B97F4A7C15


# --- cells -----------------------------------------------------------------------------------


def is_blank(cell):
    return cell is None or (isinstance(cell, str) and cell.strip() == "")


def shown(cell):
    """A cell as a packed column gives it back."""
    if is_blank(cell):
        return None
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53:
        return int(cell)
    return cell


def kept(cell):
    """A cell as a column of numbers gives it back: a space is a text there."""
    return cell if isinstance(cell, str) and cell else shown(cell)


def lookup_key(cell):
    return (isinstance(cell, bool), cell)


def cell_of(key):
    return key[1]


def same(one, other):
    return lookup_key(one) == lookup_key(other)


# --- columns ---------------------------------------------------------------------------------


def as_numbers(column: Sequence[Any]):
    """The column itself; None where it is no column of numbers."""
    for cell in column:
        if isinstance(cell, bool) or not isinstance(cell, float | int | str | None):
            return None
    if sum(isinstance(cell, str) and cell != "" for cell in column) > FEW_TEXTS:
        return None
    return [kept(cell) for cell in column]


def factorized(cells):
    """(the code of each row, the cells that differ in the order of their first rows)."""
    codes: list[int] = []
    different: list[Any] = []
    for cell in cells:
        if is_blank(cell):
            codes.append(NONE)
            continue
        known = [at for at, other in enumerate(different) if same(cell, other)]
        codes.append(known[0] if known else len(different))
        if not known:
            different.append(cell)
    return codes, different


def without_blanks(codes, cells):
    return packed([cells[code] if code >= 0 else None for code in codes])


def packed(column):
    return [shown(cell) for cell in column]


def coded(column, first):
    return packed(column[first:])


def joined(parts):
    return packed(cell for part in parts for cell in part)


def below(head, column):
    return [*head, *column]


def part(column, first, height):
    return padded(column[first : first + height], height)


def padded(column, height):
    return list(column) + [None] * (height - len(column))


def spread(column, rows, height):
    found = dict(zip(rows, column, strict=True))
    return [found.get(row) for row in range(height)]


def take(column, rows):
    return [column[row] for row in rows]


def with_cells(column, rows, cells):
    changed = list(column)
    for row, cell in zip(rows, cells, strict=True):
        changed[row] = cell
    return changed


def filled(column, first):
    return len(rows_filled(column, first))


def rows_filled(column, first):
    return [row for row in range(first, len(column)) if column[row] not in (None, "")]


def rows_differing(actual, wanted):
    """What shows nothing, a space too, is no different from a blank."""
    return [row for row in range(len(wanted)) if not same(shown(actual[row]), shown(wanted[row]))]


# --- texts -----------------------------------------------------------------------------------


def of(texts: Iterable[str]):
    return list(texts)


def compact(texts):
    return list(texts)


def initials(texts):
    return [text.encode("utf-8", "surrogatepass")[0] if text else 0 for text in texts]


def hashes(texts):
    found = []
    for text in texts:
        data = text.encode("utf-8", "surrogatepass") or b"\0"
        total = PRIME
        for at in range(0, len(data), 8):
            word = int.from_bytes(data[at : at + 8], "little")
            total = (total ^ word) * PRIME % 2**64
            total ^= total >> 29
        found.append(total)
    return found


def may_have(cells, words):
    return any(cell in words for cell in cells)


def grouped(texts):
    different = list(dict.fromkeys(texts))
    return [different.index(text) for text in texts], [list(texts).index(t) for t in different]


# --- rows gathered by codes ------------------------------------------------------------------


def gather(*columns):
    """(the group of each row, the codes of each group)."""
    keys = list(zip(*columns, strict=True))
    groups = sorted(set(keys))
    return [groups.index(key) for key in keys], groups


def totals(number, count, values):
    sums = [0] * count
    for group, value in zip(number, values, strict=True):
        sums[group] += int(value)
    return sums


def count_orders(number, count, order):
    rows = list(zip(number, order, strict=True))
    return [
        len({o for g, o in rows if g == group and o != NONE}) + rows.count((group, NONE))
        for group in range(count)
    ]


def largest(values):
    return max((abs(int(value)) for value in values), default=0)

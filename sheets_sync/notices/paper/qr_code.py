"""A payment code as a QR code, for papers and for pages (design §8, §19)."""

from collections.abc import Iterator, Sequence

import segno


def qr_code(text: str, *, exact: bool) -> segno.QRCode:
    """The QR code of ``text`` (UTF-8), error correction M.

    ``exact``: M and no better (EPC069-12); else as good as its version allows.
    """
    return segno.make_qr(text, error="m", encoding="utf-8", boost_error=not exact)


def code_image(text: str, *, exact: bool) -> str:
    """The code, its quiet zone in it, as the address of an image that holds it itself (data:)."""
    return qr_code(text, exact=exact).png_data_uri(scale=3, border=4)


def dark_runs(text: str, *, exact: bool) -> tuple[int, Iterator[tuple[int, int, int]]]:
    """How many modules a code is wide, its quiet zone among them, and its dark stretches: where
    each begins, across and down, and how long it is."""
    rows = [list(row) for row in qr_code(text, exact=exact).matrix_iter(border=4)]
    runs = ((start, down, long) for down, row in enumerate(rows) for start, long in _runs(row))
    return len(rows), runs


def _runs(row: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The dark stretches of a row: (start, length)."""
    start = None
    for place, dark in enumerate([*row, 0]):
        if dark and start is None:
            start = place
        elif not dark and start is not None:
            yield start, place - start
            start = None

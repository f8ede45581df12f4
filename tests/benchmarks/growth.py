"""How cost grows with rows, drawn: both axes logarithmic, a line a figure."""

from collections.abc import Mapping, Sequence
from math import log10

LINES = {
    "one new row: CPU beyond imports, s": ("a run with one new row", "#b2182b"),
    "nothing new: CPU beyond imports, s": ("a run that finds nothing new", "#ef8a62"),
    "orjson's parse, gc off, s": ("orjson parses the answer, gc off", "#2166ac"),
    "bytes to all balances: CPU, s": ("bytes to all running balances", "#67a9cf"),
    "all as it was: CPU beyond imports, s": ("a run that finds all as it was", "#4d4d4d"),
}  # fmt: skip
WIDE, HIGH, LEFT, TOP, RIGHT, BOTTOM = 860, 460, 70, 30, 300, 50
LOWEST = 1e-3


def picture(found: Sequence[Mapping[str, float]]) -> str:
    """An SVG of ``found``: a mapping of figures for each size."""
    rows = [each["rows"] for each in found]
    left, right = log10(min(rows)), max(log10(max(rows)), log10(min(rows)) + 1)
    top = max(max(each[name] for name in LINES) for each in found)
    low, high = log10(LOWEST), log10(top) + 0.15

    def place(row: float, seconds: float) -> tuple[float, float]:
        across = (log10(row) - left) / (right - left)
        up = (log10(max(seconds, LOWEST)) - low) / (high - low)
        return LEFT + across * (WIDE - LEFT - RIGHT), HIGH - BOTTOM - up * (HIGH - TOP - BOTTOM)

    parts = [*_grid(place, rows, high), *_lines(place, found)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" '
        'font-family="sans-serif" font-size="13">'
        f'<rect width="{WIDE}" height="{HIGH}" fill="white"/>{"".join(parts)}</svg>\n'
    )


def _grid(place, rows: Sequence[float], high: float) -> list[str]:
    made = [f'<text x="{LEFT}" y="18">CPU seconds, by rows of Log (both logarithmic)</text>']
    for row in rows:
        x, y = place(row, LOWEST)
        made += [
            f'<line x1="{x:.0f}" y1="{TOP}" x2="{x:.0f}" y2="{y:.0f}" stroke="#ddd"/>',
            f'<text x="{x:.0f}" y="{y + 20:.0f}" text-anchor="middle">{row:,.0f}</text>',
        ]
    for power in range(-3, int(high) + 1):
        x, y = place(rows[0], 10.0**power)
        end, _ = place(rows[-1], 1)
        made += [
            f'<line x1="{x:.0f}" y1="{y:.0f}" x2="{end:.0f}" y2="{y:.0f}" stroke="#ddd"/>',
            f'<text x="{x - 8:.0f}" y="{y + 4:.0f}" text-anchor="end">{10.0**power:g}</text>',
        ]
    return made


def _lines(place, found: Sequence[Mapping[str, float]]) -> list[str]:
    made, ends = [], []
    for name, (words, colour) in LINES.items():
        points = [place(each["rows"], each[name]) for each in found]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        made.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2.5"/>')
        made += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in points]
        ends.append((points[-1][1], f"{words}, {found[-1][name]:.2g} s", colour, points[-1][0]))
    below = 0.0
    for y, words, colour, x in sorted(ends):
        below = max(y + 4, below + 17)
        made.append(f'<text x="{x + 10:.0f}" y="{below:.0f}" fill="{colour}">{words}</text>')
    return made

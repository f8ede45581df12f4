"""What a new spreadsheet looks like: the default format and theme, as every answer spells them."""

from typing import Any

from .colours import THEME_COLOURS

Json = dict[str, Any]
_WHITE = {"red": 1, "green": 1, "blue": 1}
DEFAULT_FORMAT: Json = {
    "backgroundColor": _WHITE,
    "padding": {"top": 2, "right": 3, "bottom": 2, "left": 3},
    "verticalAlignment": "BOTTOM",
    "wrapStrategy": "OVERFLOW_CELL",
    "textFormat": {
        "foregroundColor": {}, "fontFamily": "arial,sans,sans-serif", "fontSize": 10, "bold": False,
        "italic": False, "strikethrough": False, "underline": False,
        "foregroundColorStyle": {"rgbColor": {}},
    },
    "backgroundColorStyle": {"rgbColor": _WHITE},
}  # fmt: skip
THEME: Json = {
    "primaryFontFamily": "Arial",
    "themeColors": [
        {"colorType": kind, "color": {"rgbColor": colour}} for kind, colour in THEME_COLOURS.items()
    ],
}
EFFECTIVE: Json = {**DEFAULT_FORMAT, "hyperlinkDisplayType": "PLAIN_TEXT"}


def effective(given: Json | None) -> Json:
    """The format that a cell shows by: its own over the default."""
    return _over(EFFECTIVE, given) if given else EFFECTIVE


def _over(base: Json, given: Json) -> Json:
    made = dict(base)
    for name, value in given.items():
        below = made.get(name)
        if isinstance(below, dict) and isinstance(value, dict) and "olor" not in name:
            made[name] = _over(below, value)
        else:
            made[name] = value
    return made

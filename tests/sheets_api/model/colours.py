"""Colours and formats as Google keeps them: 8 bits a channel, each colour beside its twin of the
newer kind (backgroundColor and backgroundColorStyle)."""

from typing import Any

from .masks import Mask

Json = dict[str, Any]
THEME_COLOURS: dict[str, Json] = {
    "TEXT": {}, "BACKGROUND": {"red": 1, "green": 1, "blue": 1},
    "ACCENT1": {"red": 0.25882354, "green": 0.52156866, "blue": 0.95686275},
    "ACCENT2": {"red": 0.91764706, "green": 0.2627451, "blue": 0.20784314},
    "ACCENT3": {"red": 0.9843137, "green": 0.7372549, "blue": 0.015686275},
    "ACCENT4": {"red": 0.20392157, "green": 0.65882355, "blue": 0.3254902},
    "ACCENT5": {"red": 1, "green": 0.42745098, "blue": 0.003921569},
    "ACCENT6": {"red": 0.27450982, "green": 0.7411765, "blue": 0.7764706},
    "LINK": {"red": 0.06666667, "green": 0.33333334, "blue": 0.8},
}  # fmt: skip


def eight_bit(node: Any) -> Any:
    """Colours rounded down to 8 bits, zeros left out."""
    if isinstance(node, dict):
        if node and set(node) <= {"red", "green", "blue", "alpha"}:
            rounded = {key: _channel(value) for key, value in node.items() if value is not None}
            return {key: value for key, value in rounded.items() if value}
        return {key: eight_bit(value) for key, value in node.items()}
    return [eight_bit(each) for each in node] if isinstance(node, list) else node


def _channel(value: float) -> float:
    shade = int(value * 255)
    return 1 if shade == 255 else float(f"{shade / 255:.8g}")


def twinned(node: Any) -> Any:
    """A format with both kinds of every colour; the newer kind decides where both were given."""
    return _twinned(eight_bit(node))


def _twinned(node: Any) -> Any:
    if isinstance(node, list):
        return [_twinned(each) for each in node]
    if not isinstance(node, dict):
        return node
    made = {key: value if _colour(key) else _twinned(value) for key, value in node.items()}
    for key, value in node.items():
        if key.endswith("ColorStyle") or key == "colorStyle":
            made[key.removesuffix("Style")] = _shade(value)
        elif _colour(key) and f"{key}Style" not in node:
            made[f"{key}Style"] = {"rgbColor": value}
    return made


def _shade(style: Json) -> Json:
    plain: Json = style.get("rgbColor", {})
    return THEME_COLOURS.get(style.get("themeColor", ""), plain)


def _colour(key: str) -> bool:
    return (key.endswith("Color") and key not in ("rgbColor", "themeColor")) or key == "color"


def twinned_mask(mask: Mask) -> Mask:
    """A mask that names both kinds of a colour where it names one."""
    made: Mask = {}
    for name, below in mask.items():
        old = name.removesuffix("Style")
        if _colour(old):
            made[old] = made[f"{old}Style"] = {}
        else:
            made[name] = twinned_mask(below)
    return made

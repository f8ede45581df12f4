"""Number formats whose cells may show another number than they hold, by their patterns (§15).

130 in ``0"h"00`` shows 1h30, 100 in ``0"00"`` shows 10000, 6 in ``0",000"`` shows 6,000.
"""

import re
from typing import Final

SECTION: Final = re.compile(r'((?:"[^"]*"?|\\.|[_*].|\[[^\]]*\]|[^;])*)(?:;|$)')
"""One of the sections of a pattern, which semicolons part."""
_CONDITION: Final = re.compile(r"\[[<>=]")
_MARK: Final = re.compile(
    r'"([^"]*)"?|\\(.)|([_*].|\[[^\]]*\])|(General|[0#?@])|(E[+-])|([.,])|(/\s*\d*)|(.)', re.DOTALL
)
_DIGIT, _POINT, _BAR = "\ue000", "\ue001", "\ue002"  # private: no text of a format has them
_PLACE: Final = f"[{_DIGIT}{_POINT}{_BAR}]"
_GROUP: Final = re.compile(rf"[ '’\u00a0\u2009\u202f](?={_DIGIT}{{3}}(?!{_DIGIT}))")
_POWER: Final = re.compile(r"(?<=[^\W\d_])[23²³](?!\w)")
"""m², m2: no number stands there."""
_MINUS: Final = ("-", "−", "(")
_ABOUT: Final = frozenset("≈~?")
"""Nobody is sure of such a number."""


def is_conditional(pattern: str) -> bool:
    """Whether the number decides by what section of a pattern it is shown."""
    return _CONDITION.search(pattern) is not None


def is_odd(section: str, *, conditional: bool = False) -> bool:
    """Whether a section for numbers shows digits of its own, sets a text amid those of the number,
    shows a minus before what is more than 0, or no number. One under a condition may show nothing:
    of what is 0."""
    shown = "".join(map(_as_shown, _MARK.finditer(section)))
    places = list(re.finditer(_PLACE, shown))
    if not places:
        return not conditional or any(sign.isalnum() for sign in shown)
    before, number = shown[: places[0].start()], shown[places[0].start() : places[-1].end()]
    return (
        any(sign.isnumeric() for sign in _POWER.sub("", shown))
        or re.fullmatch(f"{_PLACE}*", _without_gaps(number)) is None
        or (not conditional and before.rstrip().endswith(_MINUS))
    )


def is_about(section: str) -> bool:
    """Whether a section says beside the number that it is not certain: ``"≈"0``, ``0"?"``."""
    marks = _MARK.finditer(section)
    return any(not _ABOUT.isdisjoint("".join(filter(None, mark.group(1, 2, 8)))) for mark in marks)


def _as_shown(mark: re.Match[str]) -> str:
    """The text of a mark, or what stands for a digit, a decimal mark, the bar of a fraction."""
    quoted, escaped, unseen, digit, power, point, bar, other = mark.groups()
    if digit:
        return _DIGIT
    if bar:
        return _BAR
    if point:
        return _POINT if point == "." else ""
    return "" if unseen or power else quoted or escaped or other or ""


def _without_gaps(number: str) -> str:
    """A number's places, without the gaps between thousands, and before a fraction."""
    return re.sub(r"\s", "", number) if _BAR in number else _GROUP.sub("", number)

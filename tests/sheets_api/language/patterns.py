"""Number-format patterns ("#,##0.00;[Red](#,##0.00)") taken apart into sections and tokens.

Measured [R]: "#,##0.00" and "yyyy-mm-dd", en_US. The language of patterns is from Google's guide
"Date and number formats" [S]; fractions ("# ?/?") are not modelled and show as decimals."""

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

_SECTIONS = re.compile(r'(?:"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|[^;])*', re.DOTALL)
_QUOTED = re.compile(
    r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|General', re.IGNORECASE | re.DOTALL
)
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)'
    r"|\[(?P<elapsed>h+|m+|s+)\]|\[(?P<bracket>[^\]]*)\]|(?P<general>General)"
    r"|(?P<half>am/pm|a/p)|(?P<date>y+|m+|d+|h+|s+)|(?P<exponent>E[+-])"
    r"|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)|(?P<text>@)|(?P<literal>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9.]+)")
_CURRENCY = re.compile(r"\$([^-]*)(?:-.*)?", re.DOTALL)
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "<>": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "=": operator.eq,
}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a section: ``kind`` is literal, digit, point, comma, percent, exponent, text,
    general, date, elapsed or half (of the day)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """One of a pattern's parts between semicolons. Compared as an object: quick to look up."""

    tokens: tuple[Token, ...]
    is_date: bool
    condition: tuple[str, float] | None = None

    def takes(self, number: float) -> bool:
        """Whether the section's own condition, [<100], lets the number in."""
        return self.condition is not None and _COMPARE[self.condition[0]](number, self.condition[1])


@dataclass(frozen=True, slots=True)
class Pattern:
    """A whole pattern: sections for numbers, and the last of four (or any with @) for text."""

    numbers: tuple[Section, ...]
    text: Section | None

    def section_for(self, number: float) -> tuple[Section | None, bool]:
        """The section that shows the number, and whether it needs a minus sign before it."""
        if any(section.condition for section in self.numbers):
            return self._by_condition(number)
        count = len(self.numbers)
        if count > 2 and number == 0:
            return self.numbers[2], False
        if count > 1 and number < 0:
            return self.numbers[1], False
        return (self.numbers[0] if count else None), number < 0

    def _by_condition(self, number: float) -> tuple[Section | None, bool]:
        for section in self.numbers:
            if section.takes(number) or section.condition is None:
                return section, number < 0
        return None, number < 0


@lru_cache(maxsize=1024)
def pattern_of(text: str) -> Pattern:
    """The pattern, taken apart once for all cells that have it."""
    sections = [_section(part) for part in _split(text)]
    if len(sections) == 4 or (sections and _is_text(sections[-1])):
        return Pattern(tuple(sections[:-1]), sections[-1])
    return Pattern(tuple(sections[:3]), None)


def _split(text: str) -> list[str]:
    parts, at = [], 0
    while True:
        match = _SECTIONS.match(text, at)
        end = match.end() if match else len(text)
        parts.append(text[at:end])
        if end >= len(text):
            return parts
        at = end + 1


def _is_text(section: Section) -> bool:
    return any(token.kind == "text" for token in section.tokens)


def _section(text: str) -> Section:
    is_date = re.search(r"[ymdhs]", _QUOTED.sub("", text), re.IGNORECASE) is not None
    tokens: list[Token] = []
    condition = None
    for match in _TOKEN.finditer(text):
        kind, part = match.lastgroup or "literal", match[match.lastgroup or 0]
        if kind == "bracket" and (found := _CONDITION.fullmatch(part)):
            condition = (found[1], float(found[2]))
        elif token := _token(kind, part):
            tokens.append(token)
    return Section(tuple(tokens), is_date, condition)


def _token(kind: str, part: str) -> Token | None:
    if kind == "fill":
        return None  # fills the width of the column: nothing in the text
    if kind == "space":
        return Token("literal", " ")
    if kind == "bracket":
        found = _CURRENCY.fullmatch(part)
        return Token("literal", found[1]) if found else None  # [Red] only colours
    if kind in {"quoted", "escaped"}:
        return Token("literal", part)
    return Token(kind, part)

"""Shows a number under a section of a number pattern (#,##0.00, 0%, 0.00E+00, 000-00-00).

Measured [R]: 2000000.01 under #,##0.00. Assumed: halves round away from zero, as written in
decimal; a comma behind the last digit divides by a thousand."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from .general import general
from .locales import Locale
from .patterns import Section, Token

_WIDE = Context(prec=400)


@lru_cache(maxsize=65_536)
def shown_number(number: float, section: Section, locale: Locale) -> str:
    """The size of the number as text; its sign is the caller's."""
    size = abs(Decimal(repr(number)))
    plain = _plain(section)
    if plain is not None:
        return plain.shown(size, locale)
    kinds = {token.kind for token in section.tokens}
    if "general" in kinds or "text" in kinds:
        return _literals(section.tokens, general(abs(number), locale))
    if "digit" not in kinds:
        return "".join(token.text for token in section.tokens if token.kind != "comma")
    if "exponent" in kinds:
        return _scientific(size, section.tokens, locale)
    return _decimal(size, section.tokens, locale)


@dataclass(frozen=True, slots=True)
class _Plain:
    """A section like #,##0.00 or 0% with text around it: nearly all of them, done quickly."""

    before: str
    spec: str
    places: int
    percent: bool
    behind: str

    def shown(self, size: Decimal, locale: Locale) -> str:
        number = _rounded(size.scaleb(2, _WIDE) if self.percent else size, self.places)
        digits = format(number, self.spec)
        if locale.decimal != "." or locale.group != ",":
            swapped = {",": locale.group, ".": locale.decimal}
            digits = "".join(swapped.get(character, character) for character in digits)
        return self.before + digits + self.behind


@lru_cache(maxsize=1024)
def _plain(section: Section) -> _Plain | None:
    signs = {"digit": "0", "point": ".", "comma": ",", "percent": "%", "literal": "_"}
    shape = "".join(
        token.text if token.kind == "digit" else signs.get(token.kind, "!")
        for token in section.tokens
    )
    match = re.fullmatch(r"(_*)(#,##0|0)(?:\.(0+))?(%?)(_*)", shape)
    if match is None:
        return None
    texts = [token.text for token in section.tokens]
    before, places = len(match[1]), len(match[3] or "")
    behind = "".join(texts[match.start(4) :])
    spec = f"{',' if len(match[2]) > 1 else ''}.{places}f"
    return _Plain("".join(texts[:before]), spec, places, bool(match[4]), behind)


def _literals(tokens: tuple[Token, ...], middle: str) -> str:
    return "".join(middle if token.kind in {"general", "text"} else token.text for token in tokens)


def _decimal(size: Decimal, tokens: tuple[Token, ...], locale: Locale) -> str:
    point = next((at for at, token in enumerate(tokens) if token.kind == "point"), len(tokens))
    left, right = tokens[:point], tokens[point + 1 :]
    places = sum(token.kind == "digit" for token in right)
    scale = 2 * sum(token.kind == "percent" for token in tokens) - 3 * _thousands(tokens)
    rounded = _rounded(size.scaleb(scale, _WIDE), places)
    whole, _, fraction = f"{rounded:f}".partition(".")
    shown = _before_point(whole.lstrip("0"), left, locale)
    if point == len(tokens):
        return shown
    return shown + locale.decimal + _behind_point(fraction, right)  # "1." under 0.##


def _rounded(size: Decimal, places: int) -> Decimal:
    return size.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _WIDE)


def _thousands(tokens: tuple[Token, ...]) -> int:
    """How many commas stand right behind digits, no digit after them: each drops three digits."""
    kinds = "".join({"digit": "0", "comma": ","}.get(token.kind, " ") for token in tokens)
    return sum(len(run) for run in re.findall(r"(?<=0),+(?!0)", kinds))


def _before_point(whole: str, left: tuple[Token, ...], locale: Locale) -> str:
    places = [at for at, token in enumerate(left) if token.kind == "digit"]
    grouped = bool(places) and any(token.kind == "comma" for token in left[places[0] : places[-1]])
    shown: list[str] = []  # from the right
    rest, count = whole, 0
    for at in range(len(left) - 1, -1, -1):
        token = left[at]
        if token.kind != "digit":
            shown.append("" if token.kind == "comma" else token.text)
            continue
        take = len(rest) if at == places[0] else 1  # the leftmost holds all that is left
        digits = rest[len(rest) - take :] if rest else ""
        rest = rest[: len(rest) - take]
        for digit in reversed(digits or {"0": "0", "?": " "}.get(token.text, "")):
            shown.append(digit + (locale.group if grouped and count and count % 3 == 0 else ""))
            count += 1
    return "".join(reversed(shown))


def _behind_point(fraction: str, right: tuple[Token, ...]) -> str:
    shown, digits = [], iter(fraction)
    meant = len(fraction.rstrip("0"))
    for token in right:
        if token.kind != "digit":
            shown.append("" if token.kind == "comma" else token.text)
            continue
        digit = next(digits, "0")
        meant -= 1
        if meant >= 0 or token.text == "0":
            shown.append(digit)
        elif token.text == "?":
            shown.append(" ")
    return "".join(shown)


def _scientific(size: Decimal, tokens: tuple[Token, ...], locale: Locale) -> str:
    cut = next(at for at, token in enumerate(tokens) if token.kind == "exponent")
    mantissa = tokens[:cut]
    point = next((at for at, token in enumerate(mantissa) if token.kind == "point"), cut)
    places = sum(token.kind == "digit" for token in mantissa[point:])
    width = max(1, sum(token.kind == "digit" for token in mantissa[:point]))
    power = size.adjusted() - (width - 1) if size else 0
    if _rounded(size.scaleb(-power, _WIDE), places) >= 10**width:
        power += 1
    shown = _decimal(size.scaleb(-power, _WIDE), mantissa, locale)
    sign = "-" if power < 0 else "+" if tokens[cut].text.endswith("+") else ""
    behind = tokens[cut + 1 :]
    digits = str(abs(power)).zfill(sum(token.kind == "digit" for token in behind))
    tail = "".join(token.text for token in behind if token.kind != "digit")
    return f"{shown}E{sign}{digits}{tail}"

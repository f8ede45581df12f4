"""The kinds of value that a config holds: amounts, durations, names, paths, times of day.

Each is a type for a key, strict: text is never taken for a number nor a number for text. A
check raises ``ValueError`` with the sentence that a person reads.
"""

import os
import re
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal, TypeAlias
from zoneinfo import ZoneInfo

from sheets_sync.billing.currency import MINOR_DIGITS
from sheets_sync.config.checks import After, Before, Knowing, Listed, OneOf
from sheets_sync.config.mail_address import mail_address, mail_address_or_blank
from sheets_sync.config.suggest import did_you_mean, zone_like
from sheets_sync.reading.meaning.vocabulary import labour_units
from sheets_sync.spreadsheet.backends import BACKENDS

if TYPE_CHECKING:
    from types import ModuleType

    from pydantic import ValidationInfo
from sheets_sync.words import language_of, languages

ONE: Final = "<one>"
TABLE: Final = "<table>"
SEVERAL: Final = "<several>"
LONGEST: Final = timedelta(days=366)

_NUMBER: Final = re.compile(r"(-?)(\d{1,15})(?:\.(\d{1,15}))?")
_DURATION: Final = re.compile(r"(\d{1,6})\s*([smhd])")
_RATE: Final = re.compile(r"\d{1,2}(\.\d{1,2})?")
_VARIABLE: Final = re.compile(r"[A-Za-z_][\w.()-]*")
_HOST: Final = re.compile(r"[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})*|\[[0-9A-Za-z.:]+\]")
_SECONDS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def _amount(value: object) -> Decimal:
    if isinstance(value, Decimal):
        return value
    if isinstance(value, float):
        message = f'an amount is never a binary fraction: put it in quotes, "{value}"'
        raise ValueError(message)  # noqa: TRY004 - pydantic collects ValueError alone
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise ValueError('must be an amount, such as "5000" or "1234.50"')  # noqa: TRY004
    found = _NUMBER.fullmatch(str(value).strip())
    if not found:
        raise ValueError(f'"{value}" is no amount: write it like "5000" or "1234.50"')
    if found[1]:
        raise ValueError(f"must not be negative, but is {value}")
    return Decimal(found[0])


def currency(code: str) -> str:
    """``code`` itself where it is an ISO 4217 code that we know."""
    if code not in MINOR_DIGITS:
        offer = did_you_mean(code, MINOR_DIGITS) or ': three letters, like "EUR"'
        raise ValueError(f'"{code}" is no currency code{offer}')
    return code


def _duration(value: object) -> timedelta:
    if isinstance(value, timedelta):
        return value
    found = _DURATION.fullmatch(value.strip().lower()) if isinstance(value, str) else None
    if not found:
        raise ValueError(
            f'{_shown(value)} is no duration: write it like "90s", "15m", "1h" or "2d"'
        )
    duration = timedelta(seconds=int(found[1]) * _SECONDS[found[2]])
    if duration > LONGEST:
        raise ValueError(f'{_shown(value)} is too long: at most "{LONGEST.days}d"')
    return duration


def _shown(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value).lower()


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        raise ValueError(f'"{name}" is no time zone{zone_like(name)}') from None
    return name


def _beside_config(value: object, info: "ValidationInfo") -> Path:
    """Relative paths are relative to the config's folder (design §13)."""
    if isinstance(value, Path):
        value = str(value)
    if not isinstance(value, str) or not value.strip():
        raise ValueError("must be a path, in quotes")
    _path_text(value)
    folder: Path = (info.context or {}).get("folder", Path())
    return in_folder(folder, value)


def _path_text(value: str) -> str:
    r"""A path as typed, or blank. In "C:\temp\new" TOML reads a tab and a line break, and a disk of
    Linux would have a file of that name made."""
    if "\0" in value:
        raise ValueError("must not hold a NUL character")
    if any(letter < " " for letter in value):
        held = "tab" if "\t" in value else "line break or the like"
        raise ValueError(
            f"holds a {held}: within quotes \\ has a "
            "meaning of its own; write / (C:/temp/new.xlsx), or put the path between apostrophes "
            "('C:\\temp\\new.xlsx')"
        )
    return value


def in_folder(folder: Path, name: str) -> Path:
    """A path as typed in the config that lies in ``folder``."""
    return folder / os.path.expanduser(name)  # noqa: PTH111 - Path raises where nobody is called so


def _beside_or_blank(value: object, info: "ValidationInfo") -> Path | None:
    return None if value is None or value == "" else _beside_config(value, info)


def _rate(value: str) -> str:
    """A percentage as text, or blank."""
    if value.strip() and not _RATE.fullmatch(value.strip()):
        raise ValueError(f'"{value}" is no rate in per cent: write it like "20", or ""')
    return value.strip()


def _url(value: str) -> str:
    """An http(s) address, or blank. Never repeated in a message: it may hold a key."""
    if value and _hosts().web_address(value) is None:
        raise ValueError(
            'must be an address like "https://example.com/ping/key", without a name and password '
            'before the host, or ""'
        )
    return value


def _https(value: str) -> str:
    parts = _hosts().web_address(value)
    if parts is None or parts.scheme != "https" or "?" in value or "#" in value:
        told = _hosts().without_login(value)
        raise ValueError(f'"{told}" must be an address like "https://login.example.com"')
    return value.rstrip("/")


def _base_url(value: str) -> str:
    """Where secret addresses begin: encrypted, or this machine; or blank."""
    if not value.strip():
        return ""
    parts = _hosts().web_address(value)
    safe = parts and (parts.scheme == "https" or _hosts().is_this_machine(parts.hostname or ""))
    if not safe or "?" in value or "#" in value:
        told = _hosts().without_login(value)
        raise ValueError(f'"{told}" must be an address like "https://accounts.example.com"')
    return value.rstrip("/")


def _server(value: str) -> str:
    """A host to connect to, by its name or IP address, or blank."""
    bare = value.strip()
    if bare.startswith("[") and bare.endswith("]"):
        bare = bare[1:-1]
    if bare and not _hosts().is_host(bare):
        raise ValueError(
            f'"{value}" must be the name of a server alone, like "smtp.example.com": its port is '
            "a key of its own"
        )
    return bare


def _variable(value: str) -> str:
    """A variable of the environment, or blank. What is none is never repeated: it may be the
    secret itself."""
    if value.strip() and not _VARIABLE.fullmatch(value.strip()):
        raise ValueError('must be the name of an environment variable, like "SMTP_PASSWORD"')
    return value.strip()


def _hosts() -> "ModuleType":
    """What knows hosts: a run that finds its config kept imports none of it."""
    from sheets_sync.config import hosts  # noqa: PLC0415 - see above

    return hosts


def _host(value: str) -> str:
    """A host as SMTP's EHLO takes it, or blank."""
    if value and (len(value) > 255 or not _HOST.fullmatch(value)):
        raise ValueError('must be the name of a host, "mail.example.com", or ""')
    return value


def _name(value: str) -> str:
    if not value.strip():
        raise ValueError("must not be empty")
    return value


def _one_line(value: str) -> str:
    """A name on one line, or blank."""
    if len(value) > 200 or not value.isprintable() or value != value.strip():
        raise ValueError("must be up to 200 characters on one line, without spaces around them")
    return value


def _one_or_table(value: object) -> Literal["<one>", "<table>"]:
    return TABLE if isinstance(value, Mapping) else ONE


def _language(value: str) -> str:
    return _one_of(value, languages())


def _backend(value: str) -> str:
    return _one_of(value, tuple(BACKENDS))


def _labour_unit(value: str) -> str:
    if not value or value in labour_units():
        return value
    known = ", ".join(f'"{each}"' for each in labour_units() if each in _spoken())
    raise ValueError(
        f'must be {known}, or such a word of another language, but is the text "{value}"; seconds '
        "and days are none: add a column in minutes or hours"
    )


def _spoken() -> set[str]:
    """The units of labour of the languages that we speak."""
    typed = [language_of(code).typed for code in languages()]
    return {words.partition("|")[0] for each in typed for words in (each.minutes, each.hours)}


def _one_of(value: str, choices: tuple[str, ...]) -> str:
    if value in choices:
        return value
    named = " or ".join(f'"{each}"' for each in choices)
    offer = did_you_mean(value, choices)
    raise ValueError(f'must be {named}, but is the text "{value}"{offer}')


OneAmount: TypeAlias = Annotated[Decimal, Before(_amount)]
Currency: TypeAlias = Annotated[str, After(currency)]
AmountTable: TypeAlias = dict[Currency, OneAmount]
AmountsByCurrency: TypeAlias = Annotated[
    Decimal | dict[str, Decimal], OneOf(_one_or_table, ((ONE, OneAmount), (TABLE, AmountTable)))
]
"""One amount for ``billing.currency``, or a table by currency."""

Duration: TypeAlias = Annotated[timedelta, Before(_duration)]
LanguageCode: TypeAlias = Annotated[str, After(_language)]
"""The code of a language that we speak."""

BackendName: TypeAlias = Annotated[str, After(_backend)]
LabourUnit: TypeAlias = Annotated[str, After(_labour_unit)]
"""A unit of a column of labour, as any language that we speak writes it; "" for minutes."""

Zone: TypeAlias = Annotated[str, After(_zone)]
Mailbox: TypeAlias = Annotated[str, After(mail_address)]
AddressOrBlank: TypeAlias = Annotated[str, After(mail_address_or_blank)]
Rate: TypeAlias = Annotated[str, After(_rate)]
Url: TypeAlias = Annotated[str, After(_url)]
Https: TypeAlias = Annotated[str, After(_https)]
BaseUrl: TypeAlias = Annotated[str, After(_base_url)]
ServerName: TypeAlias = Annotated[str, After(_server)]
Variable: TypeAlias = Annotated[str, After(_variable)]
HostName: TypeAlias = Annotated[str, After(_host)]
Name: TypeAlias = Annotated[str, After(_name)]
OneLine: TypeAlias = Annotated[str, After(_one_line)]
Names: TypeAlias = Annotated[tuple[Name, ...], Listed()]
Addresses: TypeAlias = Annotated[tuple[Mailbox, ...], Listed()]
PathText: TypeAlias = Annotated[str, After(_path_text)]
BesideConfig: TypeAlias = Annotated[Path, Knowing(_beside_config)]
BesideConfigOrBlank: TypeAlias = Annotated[Path | None, Knowing(_beside_or_blank)]


def by_currency(amounts: Decimal | Mapping[str, Decimal], currency: str) -> Mapping[str, Decimal]:
    """A table by currency: one amount is one of ``currency``."""
    return {currency: amounts} if isinstance(amounts, Decimal) else amounts


def minor_units(amount: Decimal, currency: str) -> int:
    """``amount`` (major units, no more decimals than ``currency`` has) in minor units."""
    return int(amount.scaleb(MINOR_DIGITS[currency]))

"""All that people read, by language: one folder each, ``en`` the model for the others.

To add a language: copy ``words/en`` to a folder named by its code, translate, and add its line to
``_FOLDERS``. What people type in it stands in its ``typed``; what ``elsewhere`` has of it goes
there, too. ``tests/words`` says what is missing. ``Words`` (``speaking``) is a language bound
once: by the config, or by the client to whom a letter goes.

What the administrator alone reads, on the terminal and in the log, is English and stands in the
code where it is said.
"""

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sheets_sync.words.language import Language
    from sheets_sync.words.typed import Typed

_FOLDERS = {
    "en": "sheets_sync.words.en",
    "ru": "sheets_sync.words.ru",
}


def languages() -> tuple[str, ...]:
    """The codes of the languages that the product speaks."""
    return tuple(_FOLDERS)


def language_of(code: str) -> "Language":
    """The language of that code; raises ``KeyError`` where we do not speak it."""
    return _load(_FOLDERS[code])


def language_at(locale: str) -> "Language":
    """The language of a locale ("ru_RU"); English where we speak none of its."""
    code = locale.partition("_")[0]
    return language_of(code if code in _FOLDERS else "en")


def in_every_language(key: str) -> tuple[str, ...]:
    """A text without ``{names}`` in every language, English first."""
    return tuple(str(language_of(code).texts[key]) for code in _FOLDERS)


def typed_everywhere() -> "tuple[Typed, ...]":
    """What people type, by language: first those that we speak, English before all others."""
    from sheets_sync.words.elsewhere import ELSEWHERE  # noqa: PLC0415 - not in every run

    others = (typed for code, typed in ELSEWHERE.items() if code not in _FOLDERS)
    return (*(language_of(code).typed for code in _FOLDERS), *others)


@cache
def _load(folder: str) -> "Language":
    found: Language = import_module(folder).LANGUAGE
    return found

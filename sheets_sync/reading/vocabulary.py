"""Words that staff type where a choice is meant, in every language: "пауза" is paused (§3)."""

from collections.abc import Mapping, Sequence
from functools import cache

from sheets_sync.billing.names import fold
from sheets_sync.words import in_every_language, language_of, languages


def meanings(text: str, choices: Sequence[str]) -> Mapping[str, str]:
    """The choice that each folded word means; ``text.<choice>`` are the words of a language."""
    return _meanings(text, tuple(choices), languages())


def language_codes() -> Mapping[str, str]:
    """The language that each folded word means: its code, its name, what others call it."""
    return {
        fold(word): code
        for code in languages()
        for word in (code, language_of(code).name, *language_of(code).also_called)
    }


@cache
def _meanings(text: str, choices: tuple[str, ...], known: tuple[str, ...]) -> Mapping[str, str]:
    assert known  # noqa: S101 - another language is another answer
    return {fold(word): each for each in choices for word in in_every_language(f"{text}.{each}")}

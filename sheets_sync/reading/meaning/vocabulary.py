"""Words that staff type, in every language: "пауза" is paused, "ч" an hour (§3, §15)."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from operator import attrgetter
from typing import Final

from sheets_sync.billing.names import alike, fold
from sheets_sync.words import in_every_language, language_of, languages, typed_everywhere
from sheets_sync.words.typed import Typed

_WORDS: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


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


def words_for(meaning: Callable[[Typed], str]) -> tuple[str, ...]:
    """The words of every language that a field of ``Typed`` has, in small letters."""
    texts = filter(None, map(meaning, typed_everywhere()))
    return tuple(dict.fromkeys(word for text in texts for word in text.split("|")))


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of those words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def words_by(meanings: Callable[[Typed], Mapping[str, str]]) -> dict[str, tuple[str, ...]]:
    """The same of a field that has words by name."""
    names = dict.fromkeys(name for typed in typed_everywhere() for name in meanings(typed))

    def of(name: str) -> tuple[str, ...]:
        return words_for(lambda typed: meanings(typed).get(name, ""))

    return {name: of(name) for name in names}


@cache
def folded_words(field: str, name: str) -> frozenset[str]:
    """The folded words of every language that a ``field`` of ``Typed`` has by one name."""
    return frozenset(map(fold, words_by(attrgetter(field))[name]))


@cache
def words_apart() -> frozenset[str]:
    """Folded headers that are those of other things when they stand alone: Hour, Min, Contact."""
    return frozenset(map(fold, words_for(lambda typed: typed.apart)))


@cache
def yes_or_no() -> Mapping[str, bool]:
    """What each folded word for yes or no means; 1, 0 and the names of ticks are such, too."""
    ticks = [[fold(tick) for tick in language_of(code).ticks] for code in languages()]
    yes = ("1", *words_for(lambda typed: typed.yes), *(tick for tick, _ in ticks))
    no = ("0", *words_for(lambda typed: typed.no), *(tick for _, tick in ticks))
    return {**dict.fromkeys(yes, True), **dict.fromkeys(no, False)}


def go_or_halt(text: str) -> bool | None:
    """Whether what a person wrote beside a letter that waits lets it go: "yes!" and "да, отправить"
    do, "не отправлять" does not; None where any word of it says neither, or it has none."""
    words = _WORDS.findall(alike(text))
    go, halt = _go_and_halt()
    if not words or not {*words} <= go | halt:
        return None
    return not {*words} & halt


def says_no(text: str) -> bool:
    """Whether what a person wrote is a plain no: "No!", "нет"; "do not send" or "wait" is none, and
    no 0 or FALSE, which a spreadsheet makes of a clear checkbox."""
    words = _WORDS.findall(alike(text))
    return bool(words) and {*words} <= {*words_for(lambda typed: typed.no)}


@cache
def _go_and_halt() -> tuple[frozenset[str], frozenset[str]]:
    """The words that let a letter go, and those that do not, whatever else stands beside them."""
    known = yes_or_no()
    go = (*words_for(lambda typed: typed.go), *(word for word, yes in known.items() if yes))
    halt = (*words_for(lambda typed: typed.halt), *(word for word, yes in known.items() if not yes))
    return frozenset(go), frozenset(halt)


@cache
def labour_units() -> Mapping[str, int]:
    """The minutes in the units that a column of labour may be in: the first word of each."""
    hours = ((typed.hours, 60) for typed in typed_everywhere())
    minutes = ((typed.minutes, 1) for typed in typed_everywhere())
    return {text.partition("|")[0]: size for text, size in (*minutes, *hours) if text}


@cache
def duration_signs() -> tuple[str, ...]:
    """What a text of a duration has one of in a language that we speak: the colon, or the first
    letter of a unit."""
    letters = (
        word[0]
        for typed in (language_of(code).typed for code in languages())
        for words in (typed.hours, typed.minutes)
        for word in filter(None, words.split("|"))
    )
    return tuple(dict.fromkeys((":", *letters, "'")))


@cache
def _meanings(text: str, choices: tuple[str, ...], known: tuple[str, ...]) -> Mapping[str, str]:
    assert known  # noqa: S101 - another language is another answer
    return {fold(word): each for each in choices for word in in_every_language(f"{text}.{each}")}

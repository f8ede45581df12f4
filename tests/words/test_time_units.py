"""Units of time are read, or are a finding, whatever the language: never a piece in silence (§15)."""

import pytest
from babel import Locale

from sheets_sync.billing.findings import Code
from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.reading.meaning.durations import read_duration
from sheets_sync.reading.meaning.units import TIME_UNITS, minutes_in_unit
from sheets_sync.words import typed_everywhere

SIZES = {"minute": 1, "hour": 60, "day": 480}
MAJOR = [
    "en", "ru", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sk", "uk", "be", "kk", "ky", "uz", "tr", "az",
    "hu", "ro", "bg", "sr", "hr", "sl", "sv", "da", "nb", "fi", "et", "lv", "lt", "el", "he", "fa", "hi", "ka",
    "hy", "zh", "ja", "ko", "vi", "id",
]  # fmt: skip
OTHERWISE = {
    ("uk", "год"),  # a year in Russian
    ("uk", "г"), ("it", "gg"), ("kk", "к"), ("ro", "z"), ("lv", "st"), ("el", "η"),  # letters alone
    ("hi", "मि॰"), ("hi", "घं॰"), ("hi", "दि"), ("hy", "օ"),
    ("id", "hr"),  # an hour in English
}  # fmt: skip


def called(language: str, unit: str) -> set[str]:
    """How CLDR calls a unit there, in full and for short."""
    forms = Locale.parse(language)._data["unit_patterns"][f"duration-{unit}"]
    return {
        form.replace("{0}", "").strip(" \u00a0\u202f\u200f.")
        for length in ("long", "short")
        for count, form in forms.get(length, {}).items()
        if isinstance(form, str) and count != "per" and "{0}" in form
    }


@pytest.mark.parametrize("unit", SIZES)
@pytest.mark.parametrize("language", MAJOR)
def test_a_unit_of_time_of_a_major_language_is_read_or_a_finding(language, unit):
    words = {word for word in called(language, unit) if (language, word) not in OTHERWISE}
    assert words
    found = {word: minutes_in_unit(word) for word in words}
    assert {w: f for w, f in found.items() if f not in (SIZES[unit], Code.BAD_UNIT)} == {}


@pytest.mark.parametrize(
    "word",
    [
        "d", "D.", "1 d", "j", "m", "м", "t", "s", "сек", "сут.", "чел-дн", "чел.-ч", "MD", "chas", "per hour",
        "pro Tag", "Std/Tag", "1 h", "15 мин", "полчаса", "ак. час", "quart d'heure", "Stunde(n)", "每小时",
        "/h", "hour(s)", "huor", "stundenn", "doba", "dygn", "time",
    ],
)  # fmt: skip
def test_what_may_be_a_unit_of_time_is_a_finding(word):
    assert minutes_in_unit(word) is Code.BAD_UNIT


@pytest.mark.parametrize(
    ("word", "minutes"),
    [
        ("Std", 60), ("Std.", 60), ("Stunden", 60), ("час.", 60), ("hrs", 60), ("heures", 60), ("horas", 60),
        ("godz.", 60), ("година", 60), ("saat", 60), ("min.", 1), ("Minuten", 1), ("мин.", 1), ("минут", 1),
        ("хв.", 1), ("dk", 1), ("mins", 1), ("дн.", 480), ("Tage", 480), ("jours", 480), ("dni", 480),
    ],
)  # fmt: skip
def test_a_unit_of_time_is_read(word, minutes):
    assert minutes_in_unit(word) == minutes


@pytest.mark.parametrize(
    "word",
    [
        "шт", "pc", "page", "км", "кв. м", "м2", "м²", "пог. м", "seat", "mile", "file", "bag", "set", "core",
        "tour", "times", "раз", "урок", "lesson", "week", "месяц", "год", "year", "Stück", "Stk.", "pièce",
        "one-time", "hourglass", "1000 слов", "часть", "лицензия", "t-shirt",
    ],
)  # fmt: skip
def test_what_things_are_sold_by_is_a_piece(word):
    assert minutes_in_unit(word) == 0


def test_units_of_our_own_languages_are_no_slips_of_any_other():
    units = [word for typed in typed_everywhere() for word in typed.units.split("|") if word]
    assert len(units) > 20
    assert {word: found for word in units if (found := minutes_in_unit(word))} == {}
    assert not {*units} & TIME_UNITS.keys()


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("1 Std. 30 Min", 90), ("1,5 Stunden", 90), ("2 godz. 5 min", 125), ("90 хв", 90), ("1小时30分", 90),
     ("2 heures", 120)],
)  # fmt: skip
def test_durations_take_those_words_too(text, minutes):
    assert read_duration(text, "en") == minutes * SCALE

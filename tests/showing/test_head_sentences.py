"""No sentence above Summary runs over another, or over the edge of a page (design §18)."""

from dataclasses import replace
from itertools import pairwise

import pytest

from sheets_sync.billing.evidence import EffortVerdict
from sheets_sync.showing.head_sentences import SaidAbove, sentences_above
from sheets_sync.showing.own_tabs import SUMMARY
from sheets_sync.showing.summary_layout import BEFORE, NOW
from sheets_sync.words import languages
from sheets_sync.words.speaking import words_of
from tests.effort.books import client
from tests.effort.test_advice import proof
from tests.showing.calibri import pixels
from tests.showing.test_labour_said import lines_of

NEXT = SUMMARY.at("range")
WAITS = {
    "en": "1 payment in Bank waits for a choice: 15,000.00 RUB.",
    "ru": "В «Банке» ждёт выбора 1 платёж: 15 000,00 RUB.",
}
NAMES = [
    ("Acme", "Bell", "Cone"),
    ("Meridian Trade House", "Northwind Bakery", "Oak and Linen"),
    ("Торговый дом «Меридиан»", "Пекарня «Северный ветер»", "Музей «Старая мельница»"),
    tuple(f"{ending} and partners of everything" * 10 for ending in "abc"),
]


def above(names, language, urgent="", *, blocked=False, layout=NOW):
    """The sentences of two rows, by column: all three take too much; one pays most, another takes
    most."""
    words = words_of(language)
    lines = [
        replace(line, effort=replace(line.effort, evidence=proof(EffortVerdict.HEAVY)))
        for line in lines_of((100, 300, 0), (60, 20, 20), [client(each) for each in names])
    ]
    read = words.say(
        "summary.rows", findings=46, log=23_000, charged=22_550, unpriced=44, held=10
    )  # fmt: skip
    return sentences_above(lines, SaidAbove(urgent, read, blocked=blocked), layout, words)


def ends_before(column):
    return 7 * sum(each.width for each in SUMMARY.columns[:column])


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("waits", [False, True])
@pytest.mark.parametrize("names", NAMES, ids=["short", "usual", "cyrillic", "long"])
def test_a_sentence_ends_before_the_next_begins(names, waits, language):
    for row in above(names, language, WAITS[language] if waits else ""):
        told = {column: text for column, text in row.items() if text}
        ends = [*sorted(told), NEXT if max(told) < NEXT else SUMMARY.at("last_notice")]
        for left, right in pairwise(ends):
            # Letters of the second row are plain: a twentieth narrower than bold ones.
            assert pixels(told[left]) * 0.95 <= ends_before(right) - ends_before(left), told[left]


def test_what_was_read_of_rows_is_told_last():
    _, second = above(NAMES[0], "en", WAITS["en"])
    assert second[0].startswith(f"{WAITS['en']} Dependence: Bell")
    assert second[NEXT].startswith("Findings: 46. Log rows")


def test_what_has_room_together_stands_so():
    _, second = above(NAMES[0], "ru")
    assert second[0].startswith("Замечаний: 46.")
    assert "Зависимость: Bell" in second[0]
    assert second[NEXT] == ""


def test_letters_kept_back_come_first_and_dependence_is_left_out():
    blocked = "No letter is sent: " + "why " * 40
    _, second = above(NAMES[1], "en", blocked, blocked=True)
    assert second[0] == blocked
    assert second[NEXT].startswith("Findings")


def test_a_tab_made_before_has_its_sentences_where_they_were():
    first, second = above(NAMES[3], "en", WAITS["en"], layout=BEFORE)
    assert list(first) == list(second) == [SUMMARY.at(BEFORE.sentences)]
    assert NAMES[3][1] in second[SUMMARY.at(BEFORE.sentences)]

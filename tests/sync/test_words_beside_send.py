"""What people type into Send of Notices where there is no checkbox: yes, no, or a finding (§8)."""

from datetime import timedelta

import pytest

from sheets_sync.reading.meaning.vocabulary import go_or_halt
from tests.sync.agency import NOW, QUIET, Agency

MINUTE = timedelta(minutes=1)
APPROVED = QUIET.replace("settle", "approve = true\nsettle")
YES = [
    True, 1, 1.0, "1", "yes", "YES", "y", "Yes!", "ok", "OK.", "Okay", "send", "yes, send it", "do it", "please send",
    "да", "Да!", "ДА", "ок", "да, отправить", "отправляйте", "можно отправлять", "ja", "oui", "TRUE", "истина", " ✓ ", "+",
]  # fmt: skip
NO = [
    False, 0, "0", "no", "n", "No!", "don't send", "do not send", "don’t", "wait", "not yes", "нет", "не отправлять",
    "не надо", "да нет", "подождите", "стоп", "FALSE", "ложь", "nein", "-", "—", "☐", None, "", "  ",
]  # fmt: skip
NEITHER = [
    2, 5_000, "maybe", "later", "x", "х", "✗", "?", "!", "...", "yes, but smaller", "ok after Monday", "наверное",
    "да, но меньше", "спросить Анну", "not yet", "01.12.2026", "sent", "17 000", "yes no maybe",
]  # fmt: skip


@pytest.fixture(scope="module")
def waiting(tmp_path_factory):
    agency = Agency(tmp_path_factory.mktemp("waiting"), config_text=APPROVED)
    agency.run()
    assert agency.letters() == []
    return agency


@pytest.fixture
def held(waiting, tmp_path):
    """A letter that waits for Send."""
    return waiting.copied(tmp_path)


def found(run):
    return [(f.near, f.text) for f in run.reckoning.findings if f.code == "BAD_SEND"]


def after(agency, cell):
    """The run after something was typed into Send."""
    agency.edit("Notices", "K2", cell)
    agency.edit("Clients", "I9", "so that there is a run")
    return agency.run(NOW + 2 * MINUTE)


@pytest.mark.parametrize("cell", YES, ids=repr)
def test_what_means_yes_lets_the_letter_go(held, cell):
    assert found(after(held, cell)) == []
    assert len(held.letters()) == 1


@pytest.mark.parametrize("cell", NO, ids=repr)
def test_what_means_no_leaves_it_waiting_without_a_word(held, cell):
    assert found(after(held, cell)) == []
    assert held.letters() == []


@pytest.mark.parametrize("cell", NEITHER, ids=repr)
def test_what_means_neither_is_a_finding_and_lets_nothing_go(held, cell):
    (place, _), *more = found(after(held, cell))
    assert (place, more, held.letters()) == ("Notices!K2", [], [])
    told = {row[1]: row[2:4] for row in held.grid()["Findings"][1:]}
    assert "neither yes nor no" in told["Notices!K2"][0]
    assert "type yes, ok or send" in told["Notices!K2"][1]
    held.edit("Notices", "K2", "yes")
    assert found(held.run(NOW + 3 * MINUTE)) == []
    assert len(held.letters()) == 1


def test_a_remark_beside_a_letter_that_went_is_nobodys_business(held):
    after(held, "yes")
    held.edit("Notices", "K2", "sent on Monday, they will pay")
    assert found(held.run(NOW + 3 * MINUTE)) == []


def test_where_managers_moved_the_columns_the_cell_is_named_as_it_stands(held):
    held.edit("Notices", "K1", "Отправить?")
    assert found(after(held, "maybe")) == [("Notices!K2", "maybe")]


@pytest.mark.parametrize("text", ["", " ", "да" * 200, "yes\x00", "Да\u00a0нет", "ＹＥＳ"])
def test_any_text_is_one_of_three(text):
    assert go_or_halt(text) in (True, False, None)

"""A slip of the finger in a channel or a name is a hint, not an error of anybody (design §15)."""

import pytest

from sheets_sync.billing.near_names import near_names
from sheets_sync.billing.terms import Terms
from sheets_sync.billing.typical_errors import TypicalError, typical_errors
from tests.reading.sheets import decoded, log, row

TERMS = Terms(channels=frozenset({"mail", "task tracker"}), personal_channels=frozenset({"mobile"}))


def told(*rows):
    found = decoded(log(*rows))
    hints = near_names(found.book, found.accounts, TERMS)
    errors = typical_errors(found.book.channels, found.accounts.log, TERMS)
    return [(h.field, h.row, h.text, h.near) for h in hints], errors.tolist()


@pytest.mark.parametrize(
    ("channel", "meant"),
    [("mial", "mail"), ("Mails", "mail"), ("task traker", "task tracker"), ("mobil", "mobile")],
)
def test_a_channel_nearly_known_is_a_hint(channel, meant):
    assert told(row(channel=channel)) == ([("channel", 2, channel, meant)], [0])


def test_a_channel_like_none_is_a_typical_error():
    assert told(row(channel="phone")) == ([], [TypicalError.OFF_CHANNEL])
    assert told(row(channel="mobile")) == ([], [TypicalError.PERSONAL])
    assert told(row(channel="Mail")) == ([], [0])


def test_a_member_of_staff_nearly_one_with_many_rows_is_a_hint():
    many = [row(order=n, staff="Anna Petrova") for n in range(20)]
    assert told(*many, row(staff="Ana Petrova"))[0] == [
        ("staff", 22, "Ana Petrova", "Anna Petrova")
    ]
    thrice = [row(order=f"a{n}", staff="Ana Petrova") for n in range(3)]
    assert told(*many, *thrice)[0] == []


@pytest.mark.parametrize(
    ("known", "others", "slips", "hints"),
    [(5, 0, 1, 1), (4, 0, 1, 0), (5, 0, 2, 0), (19, 0, 1, 1), (19, 0, 2, 0), (5, 30, 1, 0), (8, 30, 1, 1), (20, 500, 2, 2)],
)  # fmt: skip
def test_in_a_small_log_a_fifth_of_its_rows_make_a_name_known(known, others, slips, hints):
    rows = [row(order=n, staff="Anna Petrova") for n in range(known)]
    rows += [row(order=f"b{n}", staff="Boris") for n in range(others)]
    rows += [row(order=f"a{n}", staff="Ana Petrova") for n in range(slips)]
    assert len(told(*rows)[0]) == hints

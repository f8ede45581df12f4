"""Names that typewriters, typesetters and messengers spell otherwise, and two who stay two (§15)."""

from datetime import date

import pytest

from sheets_sync.billing.name_columns import alike_all, looking_alike
from sheets_sync.billing.names import alike, fold, shape
from sheets_sync.billing.near_names import near_names
from sheets_sync.billing.nearest import meant, nearest
from sheets_sync.billing.terms import Terms
from sheets_sync.columns.texts import Texts
from sheets_sync.reading.headers import locate
from sheets_sync.reading.sources.sought import Sought
from sheets_sync.showing.wording import describe
from sheets_sync.spreadsheet.protocol import Snapshot
from sheets_sync.words.speaking import words_of
from tests.reading.sheets import TODAY, decoded, log, row, serial, tab

APOSTROPHES = "\u2019\u2018\u201b\u02bc\u02bb\u02b9\u2032\u00b4`\uff07\u055a\u05f3"
SAME = {
    "O'Neil": [
        *(f"O{mark}Neil" for mark in APOSTROPHES),
        "o’neil ", "\u2068O’Neil\u2069", "O\u200b’Neil", "Ｏ’Ｎｅｉｌ", "\u202aO'Neil\u202c",
    ],
    "Мар'яна Об'єкт": ["Марʼяна Об’єкт", "Мар’яна\u00a0Обʼєкт", "МАР`ЯНА  ОБ'ЄКТ"],
    "Acme-North": [
        *(f"Acme{dash}North" for dash in "\u2010\u2011\u2012\u2013\u2014\u2212\u2043\u02d7\ufe63\uff0d"),
        "ACME\u2e3aNORTH", "Acme\u00ad-North", "\u2068Acme–North.\u2069", "Acme\u2043North .",
    ],
    "Acme North": ["Acme\u00a0North", "Acme\u202fNorth", "Acme\u3000North", "Acme\u2009 North", "Acme \u2060North"],
    'Bar "12"': ["Bar “12”", "Bar ''12''", "Bar ‟12„", "Bar ″12″", "Bar ❝12❞", "Bar «12»", "Bar 〝12〟"],
    "Ёлка": ["Елка", "ёлка", "Е\u0308лка", "\ufeffЁлка"],
    "Café": ["Cafe\u0301", "CAFÉ", "Café\ufe0f"],
}  # fmt: skip
PAIRS = [(known, typed) for known, spellings in SAME.items() for typed in spellings]


@pytest.mark.parametrize(("known", "typed"), PAIRS)
def test_a_client_is_found_however_their_name_is_spelt(known, typed):
    for listed, named in ((known, typed), (typed, known)):
        found = decoded(log(row(client=named), Clients=[[listed]]))
        assert (found.codes(), found.states()) == ([], (1, 0, 0))
        paid = [[date(2026, 11, 1), named, 5]]
        found = decoded(log(row(client=listed), Clients=[[listed]], Payments=paid))
        assert found.codes() == []
        assert meant(named, [listed, "Other"]) == listed


@pytest.mark.parametrize(("known", "typed"), PAIRS)
def test_so_are_services_orders_staff_and_channels(known, typed):
    prices = [[None, known, "min", 1]]
    rows = [
        row(service=known, order=known, staff=known, channel=known),
        row(service=typed, order=typed, staff=typed, channel=typed, minutes=6),
    ]
    found = decoded(log(*rows, Prices=prices))
    assert (found.codes(), found.states()) == ([], (2, 0, 0))
    book = found.book
    assert [len(names) for names in (book.orders, book.staff, book.channels)] == [1, 1, 1]
    terms = Terms(channels=frozenset({alike(known)}))
    assert near_names(book, found.accounts, terms) == []


@pytest.mark.parametrize(("known", "typed"), PAIRS)
def test_whole_columns_are_looked_for_as_single_names_are(known, typed):
    names = [known, typed, "plain", f"x {typed}", "a''b", "`", "'"]
    assert list(alike_all(names)) == [alike(each) for each in names]
    assert list(alike_all(Texts.of(names))) == [alike(each) for each in names]
    assert list(alike_all(Texts.of(["a`b", "a'b"]))) == ["a'b", "a'b"]


def test_what_remembers_clients_goes_by_what_it_went_by():
    # A state holds these: another folding, and each client of such a name would be a new one.
    assert fold("L’Oréal") == "l’oréal"
    assert fold("\u2068Acme\u2069") == "\u2068acme\u2069"


CLIENTS = [["O'Neil"], ["O’Neil"]]


@pytest.mark.parametrize(("typed", "whose"), [("O'Neil", 0), ("o’neil", 1)])
def test_two_who_are_spelt_otherwise_stay_two(typed, whose):
    found = decoded(log(row(client=typed), Clients=CLIENTS))
    assert found.codes() == ["NEAR_NAME", "NEAR_NAME"]
    assert found.book.log["client"].tolist() == [whose]
    said = [describe(f, found.places, found.book, words_of("en")).message for f in found.findings]
    assert "O’Neil" in said[0]
    assert "another client" in said[0]


def test_a_third_spelling_is_neither():
    found = decoded(log(row(client="O`Neil"), Clients=CLIENTS))
    assert sorted(found.codes()) == ["NEAR_NAME", "NEAR_NAME", "UNKNOWN_CLIENT"]
    assert found.states() == (0, 0, 1)


def test_another_spelling_of_namesakes_is_nobody():
    found = decoded(log(row(client="O’Neil"), Clients=[["O'Neil"], ["o'neil"]]))
    assert found.codes() == ["DUPLICATE_CLIENT"] * 3
    assert found.states() == (0, 0, 1)


LOOK = [("АВС", "ABC"), ("Асme", "Acme"), ("COMO", "СОМО"), ("Οmega", "Omega"), ("O’Тоm", "O'Tom")]


@pytest.mark.parametrize(("typed", "known"), LOOK)
def test_letters_of_another_alphabet_are_never_charged_and_offer_whom_they_look_like(typed, known):
    found = decoded(log(row(client=typed), Clients=[["ABCD"], [known], ["Other"]]))
    assert (found.codes(), found.states()) == (["UNKNOWN_CLIENT"], (0, 0, 1))
    assert found.findings[0].near == known
    for code, said in (("en", "alphabets|Latin and Cyrillic"), ("ru", "алфавитов|латинские")):
        message = describe(found.findings[0], found.places, found.book, words_of(code)).message
        assert any(each in message for each in said.split("|")), message


@pytest.mark.parametrize(("typed", "known"), LOOK)
def test_two_clients_who_look_the_same_stay_two(typed, known):
    found = decoded(log(row(client=typed), Clients=[[known], [typed]]))
    assert found.codes() == ["NEAR_NAME", "NEAR_NAME"]
    assert found.book.log["client"].tolist() == [1]


@pytest.mark.parametrize(("typed", "known"), LOOK)
def test_staff_orders_and_channels_that_look_like_others_are_hints(typed, known):
    rows = [row(staff=known, order=known, channel=known, minutes=5 + n) for n in range(9)]
    slips = [row(staff=typed, order=typed, channel=typed, minutes=50 + n) for n in range(3)]
    found = decoded(log(*rows, *slips))
    hints = near_names(found.book, found.accounts, Terms(channels=frozenset({alike(known)})))
    fields = ["channel"] * 3 + ["staff"] * 3 + ["order"] * 3
    assert [(hint.field, hint.near) for hint in hints if hint.field != "channel"] == [
        (field, known) for field in fields[3:]
    ]
    assert {hint.near for hint in hints if hint.field == "channel"} == {alike(known)}


@pytest.mark.parametrize(
    ("one", "other"),
    [("O'Neil", "ONeil"), ("O'Neil", 'O"Neil'), ("Acme North", "Acme-North"), ("Jose", "José"),
     ("Wood", "Wоods"), ("5'", '5"'), ("A.B", "A,B")],
)  # fmt: skip
def test_other_names_stay_other_names(one, other):
    assert alike(one) != alike(other)
    assert shape(one) != shape(other)
    found = decoded(log(row(client=one), Clients=[[other]]))
    assert found.codes() == ["UNKNOWN_CLIENT"]


def test_names_of_one_alphabet_are_not_looked_at():
    assert looking_alike(["a", "b", "a'"], [1, 2, 3]) == ["", "", ""]
    assert looking_alike([], []) == []
    assert nearest("nobody", []) == ""


@pytest.mark.parametrize("header", ["Client’s name", "client`s NAME", "\u2068Clientʼs name\u2069"])
def test_a_header_of_the_config_is_found_however_it_is_typeset(header):
    sheet = tab("Log", [["Date", header, "Service", "Minutes"], [serial(TODAY), "Acme", "Call", 5]])
    sheets = Snapshot({"Log": sheet}, ("Log",))
    places = locate(sheets, {"log": (Sought("Log"),)}, {"log.client": ["Client's name"]})
    assert places.sources["log"][0].columns["client"] == 1


@pytest.mark.parametrize(("first", "second", "paid"), [("O'Neil", "O’Neil", "O`Neil"), ("Tom", "Том", "Tоm")])  # fmt: skip
def test_money_of_one_of_two_who_look_the_same_holds_the_letters_of_both(first, second, paid):
    clients = [[first], [second], ["Acme"]]
    found = decoded(log(Clients=clients, Payments=[[TODAY, paid, 5]]))
    assert "UNKNOWN_CLIENT" in found.codes()
    held = {each.name for each in found.book.clients if each.letters_held}
    assert held == {first, second}

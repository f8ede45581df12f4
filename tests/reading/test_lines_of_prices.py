"""Headings and notes amid Prices are nobody's; no price that somebody meant is (design §15)."""

import pytest

from sheets_sync.showing.wording import describe
from sheets_sync.words.speaking import words_of
from tests.reading.sheets import CLIENTS, decoded, log, row

CALL, BANNER = [None, "Call", "min", 10], [None, "Banner", "pc", 50]


def line(text, at=1):
    return [*[None] * at, text]


def told(*prices, service="Call", **more):
    """The codes of what is told of a price list and a call of five minutes, and its charge."""
    found = decoded(log(row(service=service), Prices=[*prices], **more))
    return found.codes(), found.charges()


HEADINGS = [
    "Design", "— Development —", "DESIGN", "1. Design", "II. Design", "Design:", "Разработка", "* Тексты *", "Legal services", "Design & layout", "Прочие услуги", "Web",
    "All prices without VAT", "Все цены без НДС", "Call", "Banner", "Development and support", "Advertising / media",
]  # fmt: skip


@pytest.mark.parametrize("text", HEADINGS)
def test_a_heading_above_prices_is_nobodys(text):
    """Found: a finding for ever at each; one called as a service left that one unpriced."""
    assert told(line(text), CALL, BANNER) == ([], [50_00])
    assert told(BANNER, [], line(text), CALL) == ([], [50_00])


@pytest.mark.parametrize("text", ["All prices without VAT", "Prices exclude VAT", "Все цены указаны без НДС"])  # fmt: skip
@pytest.mark.parametrize("at", [0, 1, 9])
def test_a_note_about_all_prices_is_nobodys_wherever_it_stands(text, at):
    assert told(CALL, BANNER, line(text, at)) == ([], [50_00])
    assert told(line(text, at), CALL, BANNER) == ([], [50_00])


def test_a_title_and_a_heading_may_stand_together():
    assert told(line("Services"), line("Design"), CALL, line("Print"), BANNER) == ([], [50_00])


@pytest.mark.parametrize("text", [
    "Acme", "For Acme", "ACME:", "Acme — development", "Bell", "Akme", "Zeta LLC", "ООО Зета", "Valid from 1 January", "From January", "Until summer", "Prices in EUR", "All prices in euro",
    "€", "Per hour", "Hourly work", "Цены за час", "Urgent", "Weekend", "Old prices", "Urgent +50%", "Design 3000", "Design x2", "Call 10/min", "Internal", "Discount", "#N/A", "2026",
])  # fmt: skip
@pytest.mark.parametrize("at", [0, 1, 9])
def test_whose_or_which_prices_follow_is_told(text, at):
    """A heading may be a client's name, or say of what day, unit or currency the prices are."""
    assert told(line(text, at), CALL, BANNER)[0]


@pytest.mark.parametrize("prices", [
    [CALL, BANNER, line("Audit")], [CALL, line("Audit"), line("Review"), line("Report"), BANNER], [CALL, BANNER, line("VAT audit")],
    [BANNER, line("Design", 0), CALL], [CALL, [None, "Audit", "h"], BANNER], [CALL, ["Acme", "Audit"], BANNER], [CALL, [None, None, None, 5], BANNER],
    [CALL, [None, "Audit", None, None, None, None, None, "2026-11-01"], BANNER], [CALL, [None, "Audit", *[None] * 7, "soon"], BANNER],
])  # fmt: skip
def test_a_price_that_somebody_has_yet_to_fill_in_is_told(prices):
    assert told(*prices)[0]


def test_a_service_that_log_names_and_nobody_prices_is_no_heading():
    found = told(line("Audit"), BANNER, CALL, service="Audit")
    assert found == (["MISSING_CELL", "NO_PRICE"], [0])


def test_a_service_again_amid_prices_is_a_price_that_is_not_filled_in():
    """It holds that service back, as a bad price does."""
    assert told(CALL, BANNER, line("Call"), [None, "Flyer", "pc", 5])[1] == [0]
    assert told(CALL, BANNER, [], line("Call"))[1] == [0]


def test_a_client_of_several_words_is_known_by_some_of_them():
    clients = [*CLIENTS, ["Alpha Beta LLC"]]
    assert told(line("Beta"), CALL, Clients=clients)[0] == ["MISSING_CELL"]
    assert told(line("Gamma"), CALL, Clients=clients)[0] == []


@pytest.mark.parametrize("client", ["Standard", "Default", "Стандарт", "Acme, Bell"])
@pytest.mark.parametrize(("language", "cure"), [
    ("en", "A price is for one client a row; where Client is blank, it is for everybody."), ("ru", "цена для всех — с пустым столбцом «Клиент»."),
])  # fmt: skip
def test_the_cure_of_an_unknown_client_of_a_price_names_the_blank_one(client, language, cure):
    found = decoded(log(row(), Prices=[CALL, [client, "Banner", "pc", 5]]))
    [told_of] = found.findings
    assert describe(told_of, found.places, found.book, words_of(language)).hint.endswith(cure)


def test_the_cure_of_an_unknown_client_elsewhere_says_nothing_of_prices():
    found = decoded(log(row(client="Nobody")))
    [told_of] = found.findings
    assert "price" not in describe(told_of, found.places, found.book, words_of("en")).hint


@pytest.mark.parametrize("text", [
    "New clients", "For charities", "VIP clients", "Partner rates", "Friends and family", "New prices", "Archive", "Discontinued", "No longer offered", "Not in use", "Outdated", "Next year", "As of summer", "Saturday and Sunday", "Evenings and nights", "Surcharges", "Double on Sundays", "Prices in cents", "In thousands", "Daily rates", "Discounted", "Draft", "Free of charge", "Wholesale", "Out of hours", "Old prices without VAT",
    "Новые клиенты", "Для партнёров", "ВИП", "Новые цены", "Старые цены", "Архив", "Не используется", "Снято с продажи", "С нового года", "Праздники", "Срочные работы", "Со скидкой", "Цены в тысячах", "Помесячно", "На согласовании", "Бесплатно", "Опт",
    "Neukunden", "Für alle", "Partnerpreise", "Neue Preise", "Archiv", "Nicht mehr gültig", "Preise ab 1. Januar", "Wochenende", "Sonn- und Feiertage", "Nachtzuschlag", "Eilaufträge", "Rabatte", "Preise in Cent", "Tagessätze", "Entwurf",
    "Nouveaux clients", "Pour les associations", "Anciens tarifs", "N'est plus proposé", "Dimanche", "Jours fériés", "Urgences", "Majorations", "Remises", "En centimes", "Taux horaire", "Brouillon",
    "Nuevos clientes", "Para ONG", "Precios antiguos", "No vigente", "Fin de semana", "Festivos", "Urgencias", "Recargos", "Descuentos", "En céntimos", "Por unidad", "Borrador",
    "Nowi klienci", "Dla partnerów", "Stare ceny", "Nie obowiązuje", "Weekendy", "Soboty i niedziele", "Pilne", "Dopłaty", "Z rabatem", "W groszach", "Miesięcznie",
    "Нові клієнти", "Для партнерів", "Старі ціни", "Не діє", "Вихідні та свята", "Нічні", "Терміново", "Надбавки", "Зі знижкою", "У копійках", "Погодинна", "З січня",
])  # fmt: skip
def test_a_section_of_some_clients_days_or_terms_is_told(text):
    """Found: a month of other words, clients in general, what no more holds were quiet: everybody
    is charged what stands below."""
    assert told(line(text), CALL, BANNER)[0] == ["MISSING_CELL"]


@pytest.mark.parametrize("text", [
    "Client calls", "Media buying", "Customer support", "Price list", "Our services", "Concept", "A. Design", "Прайс-лист", "Работа с текстом", "Kundenbetreuung", "Webdesign und mehr", "Sonstige Leistungen", "Création", "Grille tarifaire", "Diseño gráfico", "Lista de precios", "Obsługa klienta", "Cennik", "Інші послуги", "Прайс",
])  # fmt: skip
def test_a_section_of_some_services_is_nobodys(text):
    assert told(line(text), CALL, BANNER) == ([], [50_00])


@pytest.mark.parametrize("text", ["Alle Preise zzgl. MwSt.", "Les prix ne comprennent pas la TVA", "Prices do not include VAT", "Цены не включают НДС", "Ceny nie zawierają VAT"])  # fmt: skip
def test_what_prices_do_not_have_in_them_is_no_term(text):
    assert told(CALL, BANNER, line(text, 9)) == ([], [50_00])


@pytest.mark.parametrize("text", ["Прайс Ёлки", "Цены Ромашки", "Тарифы Севера", "Студии"])  # fmt: skip
def test_a_client_is_known_in_whatever_case(text):
    clients = [*CLIENTS, ["Ёлка"], ["ООО «Ромашка»"], ["Север"], ["Студия Зима"]]
    assert told(line(text), CALL, Clients=clients)[0] == ["MISSING_CELL"]


@pytest.mark.parametrize("text", ["Zenith", "Others", "Ёлка"])
def test_where_one_heading_is_a_client_any_other_may_be_one(text):
    """Found: the block of one who was no client yet was everybody's prices, without a word."""
    assert told(line("Acme"), CALL, line(text), BANNER)[0] == ["MISSING_CELL"] * 2
    assert told(line("Design"), CALL, line("Print"), BANNER) == ([], [50_00])

"""``init`` knows the sheets of agencies in languages that we do not speak: the lines that it prints are
applied, and the charges are looked at (design §15)."""

from typing import Any, Final

import pytest

from tests.sync.agency import QUIET, Agency, day
from tests.sync.test_proposals import lines_of, refused

BOOKS: Final[dict[str, tuple[list[str], list[str], list[str], list[str], str]]] = {
    # clients; prices by the hour; payments; log with its labour in hours; a word of the log's staff
    "de": (["Kunde", "E-Mail"], ["Leistung", "Stundensatz"], ["Datum", "Kunde", "Betrag"], ["Datum", "Kunde", "Leistung", "Stunden", "Bemerkung"], "Anna"),
    "fr": (["Nom", "Courriel"], ["Prestation", "Tarif horaire"], ["Date", "Client", "Montant"], ["Date", "Client", "Prestation", "Heures", "Commentaire"], "Anne"),
    "es": (["Cliente", "Correo"], ["Servicio", "Tarifa por hora"], ["Fecha", "Cliente", "Importe"], ["Fecha", "Cliente", "Servicio", "Horas", "Notas"], "Ana"),
    "it": (["Cliente", "Posta elettronica"], ["Servizio", "Tariffa oraria"], ["Data", "Cliente", "Importo"], ["Data", "Cliente", "Servizio", "Ore", "Descrizione"], "Anna"),
    "pl": (["Klient", "Adres e-mail"], ["Usługa", "Stawka godzinowa"], ["Data", "Klient", "Kwota"], ["Data", "Klient", "Usługa", "Godziny", "Uwagi"], "Ania"),
    "nl": (["Klant", "E-mail"], ["Dienst", "Uurtarief"], ["Datum", "Klant", "Bedrag"], ["Datum", "Klant", "Dienst", "Uren", "Opmerking"], "Anna"),
    "cs": (["Zákazník", "E-mail"], ["Služba", "Hodinová sazba"], ["Datum", "Zákazník", "Částka"], ["Datum", "Zákazník", "Služba", "Hodiny", "Poznámka"], "Anna"),
    "uk": (["Замовник", "Електронна пошта"], ["Послуга", "Погодинна ставка"], ["День", "Замовник", "Платіж"], ["День", "Замовник", "Послуга", "Години", "Примітка"], "Ганна"),
}  # fmt: skip


def sheets_of(language: str) -> dict[str, Any]:
    clients, prices, payments, log, who = BOOKS[language]
    return {
        "A": [clients, ["Acme", "a@example.com"]],
        "B": [prices, ["Design", 60]],
        "C": [payments, [day(60), "Acme", 500]],
        "D": [log, [day(3), "Acme", "Design", 1.5, who], [day(2), "Acme", "Design", 0.25, None]],
    }


@pytest.mark.parametrize("language", BOOKS)
def test_the_sheets_of_an_agency_are_found_and_charged(language, tmp_path):
    """Found: ``init`` made an empty Log beside French, Spanish, Italian and Polish ones."""
    agency = Agency(tmp_path, sheets_of(language), furnished=False)
    lines = lines_of(refused(agency))
    currency = '\n[billing]\ncurrency = "EUR"\n'
    (tmp_path / "config.toml").write_text(f"{QUIET}{lines}{currency}", encoding="utf-8")
    found = agency.report()
    assert [(c["paid"], c["charged"]) for c in found["clients"]] == [("500.00", "105.00")]
    assert found["findings"] == []

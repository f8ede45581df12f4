"""What columns are called in languages that we do not speak: see ``Typed.headers``."""

from collections.abc import Mapping
from typing import Final

HEADERS: Final[Mapping[str, Mapping[str, str]]] = {
    "de": {
        "log.date": "datum|tag",
        "log.client": "kunde",
        "log.service": "aufgabe|tätigkeit|leistung|dienstleistung",
        "log.order": "projekt",
        "log.minutes": "dauer|zeit",
        "log.staff": "mitarbeiter",
        "log.note": "bemerkung",
        "log.begin": "von|beginn",
        "log.end": "bis|ende",
        "prices.client": "kunde",
        "prices.service": "aufgabe|tätigkeit|leistung|dienstleistung",
        "prices.price": "preis",
        "prices.unit": "einheit",
        "prices.valid_from": "ab|gültig ab|gilt ab|beginn|startdatum",
        "prices.minimum": "mindestens",
        "prices.currency": "währung|waehrung",
        "payments.date": "datum",
        "payments.client": "kunde",
        "payments.amount": "betrag|zahlung",
        "clients.client": "kunde",
    },
    "es": {
        "prices.currency": "moneda|divisa",
    },
    "fr": {
        "prices.currency": "devise|monnaie",
    },
    "it": {
        "prices.currency": "valuta",
    },
    "nl": {
        "prices.currency": "valuta|munt",
    },
    "pl": {
        "prices.currency": "waluta",
    },
    "cs": {
        "prices.currency": "měna",
    },
}
"""By the code of a language."""
EXPORTS: Final[Mapping[str, Mapping[str, str]]] = {
    "de": {
        "Client": "Kunde",
        "Customer": "Kunde",
        "Project": "Projekt",
        "Task": "Aufgabe",
        "Activity": "Tätigkeit",
        "Date": "Datum",
        "Start date": "Startdatum",
        "Start": "Beginn",
        "Begin": "Beginn",
        "From": "Von",
        "End": "Ende",
        "To": "Bis",
        "User": "Benutzer",
        "First name": "Vorname",
        "Last name": "Nachname",
        "Description": "Beschreibung",
        "Notes": "Notizen",
        "Billable": "Abrechenbar",
        "Billable?": "Abrechenbar?",
        "Hours": "Stunden",
        "Duration": "Dauer",
        "Duration (h)": "Dauer (h)|Dauer (Std)|Dauer (Std.)|Dauer (Stunden)",
        "Duration (decimal)": "Dauer (dezimal)|Dauer (Dezimal)",
    },
}
"""The same in the exports of trackers: see ``Typed.exports``."""

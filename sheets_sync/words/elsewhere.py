"""What people type in languages that we do not speak: a beginning, for whoever adds one of them."""

from typing import Final

from sheets_sync.words.typed import Typed

_CLIENT = "kunde"
_SERVICE = "aufgabe"

ELSEWHERE: Final = {
    "de": Typed(
        yes="ja",
        no="nein",
        headers={
            "log.date": "datum|tag",
            "log.client": _CLIENT,
            "log.service": _SERVICE,
            "log.order": "projekt",
            "log.minutes": "dauer|zeit",
            "log.staff": "mitarbeiter",
            "log.note": "bemerkung",
            "log.begin": "von|beginn",
            "log.end": "bis|ende",
            "prices.client": _CLIENT,
            "prices.service": _SERVICE,
            "prices.price": "preis",
            "prices.unit": "einheit",
            "clients.client": _CLIENT,
        },
        exports={
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
            "Duration (h)": "Dauer (h)",
            "Duration (decimal)": "Dauer (dezimal)",
        },
    ),
    "es": Typed(yes="sí|si"),
    "fr": Typed(yes="oui", no="non"),
    "pl": Typed(yes="tak", no="nie", currencies={"PLN": "zł|zl"}),
    "pt": Typed(yes="sim", no="não"),
    "sv": Typed(currencies={"kr": "kronor"}),
    "da": Typed(currencies={"kr": "kroner"}),
    "uk": Typed(currencies={"UAH": "гривня|гривні|гривень"}),
}

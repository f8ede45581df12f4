"""How days are written in languages that we do not speak, Monday first: see ``Typed``."""

from collections.abc import Mapping
from typing import Final

WEEKDAYS: Final[Mapping[str, tuple[str, ...]]] = {
    "de": (
        "montag|mo", "dienstag|di", "mittwoch|mi", "donnerstag|do", "freitag|fr",
        "samstag|sonnabend|sa", "sonntag|so",
    ),
    "es": (
        "lunes|lun", "martes|mar", "miércoles|mié|mie", "jueves|jue", "viernes|vie",
        "sábado|sáb|sab", "domingo|dom",
    ),
    "fr": (
        "lundi|lun", "mardi|mar", "mercredi|mer", "jeudi|jeu", "vendredi|ven", "samedi|sam",
        "dimanche|dim",
    ),
    "it": (
        "lunedì|lun", "martedì|mar", "mercoledì|mer", "giovedì|gio", "venerdì|ven", "sabato|sab",
        "domenica|dom",
    ),
    "pt": (
        "segunda-feira|segunda|seg", "terça-feira|terça|ter", "quarta-feira|quarta|qua",
        "quinta-feira|quinta|qui", "sexta-feira|sexta|sex", "sábado|sáb|sab", "domingo|dom",
    ),
    "nl": (
        "maandag|ma", "dinsdag|di", "woensdag|wo", "donderdag|do", "vrijdag|vr", "zaterdag|za",
        "zondag|zo",
    ),
    "pl": (
        "poniedziałek|pon|pn", "wtorek|wt", "środa|śr", "czwartek|czw|cz", "piątek|pt|pią",
        "sobota|sob|sb", "niedziela|niedz|nd",
    ),
    "cs": (
        "pondělí|po", "úterý|út", "středa|st", "čtvrtek|čt", "pátek|pá", "sobota|so", "neděle|ne",
    ),
    "uk": (
        "понеділок|пн", "вівторок|вт", "середа|ср", "четвер|чт", "пʼятниця|п'ятниця|пт",
        "субота|сб", "неділя|нд",
    ),
}  # fmt: skip
"""By the code of a language."""

MONTHS: Final[Mapping[str, tuple[str, ...]]] = {
    "pl": (
        "styczeń|stycznia", "luty|lutego", "marzec|marca", "kwiecień|kwietnia", "maj|maja",
        "czerwiec|czerwca", "lipiec|lipca", "sierpień|sierpnia", "wrzesień|września",
        "październik|października", "listopad|listopada", "grudzień|grudnia",
    ),
    "uk": (
        "січень|січня", "лютий|лютого", "березень|березня", "квітень|квітня", "травень|травня",
        "червень|червня", "липень|липня", "серпень|серпня", "вересень|вересня",
        "жовтень|жовтня", "листопад|листопада", "грудень|грудня",
    ),
}  # fmt: skip
"""By the code of a language: of those whose months have several forms."""

ORDINALS: Final[Mapping[str, str]] = {"fr": "er"}
OF_MONTH: Final[Mapping[str, str]] = {"es": "de", "pt": "de"}
YEARS: Final[Mapping[str, str]] = {"pl": "r|roku", "uk": "р|року"}
PERIODS: Final[Mapping[str, str]] = {
    "de": "woche|kw|monat|quartal", "es": "semana|mes|trimestre", "fr": "semaine|mois|trimestre",
    "it": "settimana|mese|trimestre", "pt": "semana|mês|trimestre", "nl": "maand|kwartaal",
    "pl": "tydzień|miesiąc|kwartał", "cs": "týden|měsíc|čtvrtletí", "uk": "тиждень|місяць|квартал",
}  # fmt: skip

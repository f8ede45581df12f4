"""Words of prices by time, and such as make a header of prices that of something else, in languages
that we do not speak: see ``Typed.rates`` and ``Typed.other_prices``."""

from collections.abc import Mapping
from typing import Final

RATES: Final[Mapping[str, Mapping[str, str]]] = {
    "de": {
        "h": "stündlich|stündlicher",
        "day": "tagessatz|tagespreis|tageshonorar|tagespauschale|tagesrate|täglich",
    },
    "fr": {"h": "horaire|horaires|thm", "day": "journalier|journalière|tjm"},
    "it": {"h": "orario|oraria", "day": "giornaliero|giornaliera"},
    "es": {"h": "horario|horaria", "day": "diario|diaria"},
    "pt": {"h": "horário|horária", "day": "diário|diária"},
    "nl": {"h": "uurtarief|uurprijs|uurloon", "day": "dagtarief|dagprijs", "min": "minuuttarief"},
    "pl": {"h": "godzinowa|godzinowy", "day": "dzienna|dzienny|dniówka"},
    "cs": {"h": "hodinová|hodinový|hodinovka", "day": "denní"},
    "sk": {"h": "hodinová|hodinový|hodinovka", "day": "denná|denný"},
    "sl": {"h": "urna"},
    "hr": {"h": "satnica"},
    "sr": {"h": "сатница"},
    "bg": {"h": "почасова|часова"},
    "ro": {"h": "orar|orară"},
    "hu": {"h": "óradíj|óradij", "day": "napidíj"},
    "el": {"h": "ωριαία|ωρομίσθιο"},
    "sv": {"h": "timpris|timtaxa|timarvode|timkostnad", "day": "dagpris|dagtaxa"},
    "da": {"h": "timepris|timesats|timetakst|timeløn"},
    "nb": {"h": "timepris|timesats|timelønn"},
    "fi": {"h": "tuntihinta|tuntiveloitus|tuntitaksa"},
    "et": {"h": "tunnihind|tunnitasu"},
    "lt": {"h": "valandinis|valandinė"},
    "uk": {
        "h": "погодинна|погодинний|погодинно",
        "min": "похвилинна|похвилинний",
        "day": "денна|денний",
    },
    "be": {"h": "пагадзінная|пагадзінны"},
    "tr": {"h": "saatlik", "day": "günlük"},
}

ASIDE: Final[Mapping[str, str]] = {
    "de": "alt|alter|alte|altes|bisheriger|interner|interne|intern|einkauf|kosten|lieferant"
    "|mitarbeiter|freelancer|mwst-satz|steuersatz",
    "fr": "ancien|ancienne|achat|d'achat|revient|interne|marge|fournisseur|salarié"
    "|freelance|taux tva|taux de tva",
    "es": "antiguo|anterior|compra|coste|interno|proveedor",
    "it": "vecchio|precedente|acquisto|costo|interno|fornitore",
    "pl": "stara|poprzednia|zakupu|wewnętrzna|własna|pracownika|dostawcy|podwykonawcy|stawka vat",
    "uk": "стара|попередня|закупівлі|закупівельна|внутрішня|власна|виконавця|виконавцю"
    "|працівника|працівнику|постачальника|підрядника|підряднику|ставка пдв",
}
"""Words that make a header of prices that of something else: what it was, what it costs us."""

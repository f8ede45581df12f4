"""Columns of a log that we have nothing for, in languages that we do not speak: see
``Typed.not_kept``."""

from collections.abc import Mapping
from typing import Final

NOT_KEPT: Final[Mapping[str, Mapping[str, str]]] = {
    "de": {
        "log.extra": "material|materialien|materialkosten|ersatzteile|teile|auslagen"
        "|spesen|fahrtkosten|reisekosten|anfahrt|anfahrtskosten|zusatzkosten|nebenkosten"
        "|kosten|überstunden|mehrarbeit|reisezeit|fahrzeit|nachtstunden",
        "log.paid": "bezahlt|anzahlung|vorauszahlung|zahlung|gezahlt|eingegangen",
    },
    "fr": {
        "log.extra": "matériel|matériaux|fournitures|pièces|frais|frais divers|débours"
        "|déplacement|déplacements|frais de déplacement|heures sup"
        "|heures supplémentaires|temps de trajet|trajet",
        "log.paid": "payé|acompte|versé|réglé|encaissé",
    },
    "es": {
        "log.extra": "material|materiales|repuestos|piezas|gastos|desplazamiento"
        "|desplazamientos|suplidos|horas extra|horas extras|viaje",
        "log.paid": "pagado|anticipo|cobrado|a cuenta",
    },
    "it": {
        "log.extra": "materiale|materiali|ricambi|pezzi|spese|trasferta|rimborso spese"
        "|viaggio|straordinari|straordinario|ore extra|ore straordinarie",
        "log.paid": "pagato|acconto|anticipo|incassato",
    },
    "pt": {
        "log.extra": "material|materiais|peças|despesas|deslocação|deslocamento"
        "|horas extra|horas extras",
        "log.paid": "pago|adiantamento|recebido",
    },
    "nl": {
        "log.extra": "materiaal|materialen|onderdelen|onkosten|reiskosten|kosten|overuren|reistijd",
        "log.paid": "betaald|voorschot|aanbetaling",
    },
    "pl": {
        "log.extra": "materiał|materiały|części|koszty|wydatki|dojazd|koszty dojazdu|nadgodziny",
        "log.paid": "zapłacono|zaliczka|wpłata|opłacono",
    },
    "uk": {
        "log.extra": "матеріали|запчастини|витрати|дорога|доїзд|понаднормові|доплата",
        "log.paid": "оплачено|аванс|передоплата",
    },
}

"""How breaks between begin and end of work, and what these come to, are told in languages that we
do not speak: see ``Typed.breaks`` and ``Typed.in_all``."""

from collections.abc import Mapping
from typing import Final

BREAKS: Final[Mapping[str, Mapping[str, str]]] = {
    "de": {
        "parts": "vormittag|vormittags|nachmittag|nachmittags|früh|morgens|mittags|abend|abends",
        "of": "mittag",
        "when": "beginn|start|anfang|ende|von|bis|ab|gehen|kommen",
        "whole": "pausenbeginn|pausenende|pausenstart|pausenanfang"
        "|mittagspausenbeginn|mittagspausenende",
        "ends": "ende|bis|pausenende|mittagspausenende",
        "count": "anzahl|zahl der",
    },
    "es": {
        "parts": "mañana|tarde",
        "of": "comida|almuerzo",
        "when": "inicio|fin|desde|hasta|salida|entrada|vuelta|regreso",
        "ends": "fin|hasta",
        "count": "número de|n.º de|nº de|n° de|núm. de|cantidad de",
        "without": "sin",
    },
    "fr": {
        "parts": "matin|après-midi|apm|soir",
        "of": "déjeuner|repas",
        "when": "début|fin|départ|retour|reprise|sortie",
        "ends": "fin",
        "count": "nombre de|nb de|nbre de|nb",
    },
    "it": {
        "parts": "mattina|mattino|pomeriggio|sera",
        "of": "pranzo",
        "when": "inizio|fine|dalle|alle|dal|al|da|uscita|rientro",
        "ends": "fine|alle|al",
        "count": "numero di|numero|n. di",
    },
    "pt": {
        "parts": "manhã|tarde",
        "of": "refeição",
        "meals": "almoço",
        "when": "início|fim|saída|entrada|volta|retorno",
        "whole": "saída para almoço|saída para o almoço|volta do almoço|retorno do almoço",
        "ends": "fim",
        "count": "número de|quantidade de|qtd de|nº de|n.º de|n° de",
        "without": "sem",
    },
    "nl": {
        "parts": "ochtend|ochtends|middag|middags|avond",
        "when": "begin|start|einde|eind|van|tot",
        "ends": "einde|eind|tot",
        "count": "aantal",
    },
    "pl": {
        "parts": "rano|przedpołudnie|popołudnie|po południu|wieczór|wieczorem",
        "of": "przerwy|przerw",
        "when": "początek|koniec|od|do",
        "ends": "koniec|do",
        "count": "liczba|ilość",
        "without": "bez",
    },
    "cs": {
        "parts": "ráno|dopoledne|odpoledne|večer",
        "of": "přestávky|přestávek|oběda|oběd",
        "when": "začátek|konec|od|do",
        "ends": "konec|do",
        "count": "počet",
        "without": "bez",
    },
    "uk": {
        "parts": "ранок|вранці|день|вдень|вечір|ввечері",
        "of": "обіду|перерв",
        "meals": "обід",
        "when": "початок|кінець|з|від|до|по",
        "ends": "кінець|до|по",
        "count": "кількість",
        "without": "без",
    },
}
"""By the code of a language."""

IN_ALL: Final[Mapping[str, str]] = {
    "de": "gesamt|summe|stunden gesamt|gesamtstunden|gesamt stunden|gesamtzeit|arbeitszeit"
    "|arbeitsstunden|nettoarbeitszeit|netto arbeitszeit|nettostunden|nettozeit|std. gesamt"
    "|summe stunden",
    "es": "total|total horas|horas totales|total de horas|tiempo total|horas netas",
    "fr": "total|total heures|heures totales|total d'heures|temps total|durée totale"
    "|nombre d'heures",
    "it": "totale|totale ore|ore totali|ore nette",
    "pt": "total|total horas|total de horas|horas totais|horas líquidas",
    "nl": "totaal|totaal uren|uren totaal|netto uren",
    "pl": "razem|suma|suma godzin|liczba godzin|ilość godzin|razem godzin|godziny razem|łącznie",
    "cs": "celkem|celkem hodin|hodin celkem|počet hodin",
    "uk": "разом|всього|всього годин|разом годин|годин всього",
}
"""By the code of a language."""

"""How breaks between begin and end of work are told in languages that we do not speak: see
``Typed.breaks``."""

from collections.abc import Mapping
from typing import Final

BREAKS: Final[Mapping[str, Mapping[str, str]]] = {
    "de": {
        "of": "mittag",
        "when": "beginn|start|anfang|ende|von|bis|ab|gehen|kommen",
        "whole": "pausenbeginn|pausenende|pausenstart|pausenanfang"
        "|mittagspausenbeginn|mittagspausenende",
        "ends": "ende|bis|pausenende|mittagspausenende",
        "count": "anzahl|zahl der",
    },
    "es": {
        "of": "comida|almuerzo",
        "when": "inicio|fin|desde|hasta|salida|entrada|vuelta|regreso",
        "ends": "fin|hasta",
        "count": "número de|n.º de|nº de|cantidad de",
        "without": "sin",
    },
    "fr": {
        "of": "déjeuner|repas",
        "when": "début|fin|départ|retour|reprise|sortie",
        "ends": "fin",
        "count": "nombre de|nb de|nbre de|nb",
    },
    "it": {
        "of": "pranzo",
        "when": "inizio|fine|dalle|alle|dal|al|da|uscita|rientro",
        "ends": "fine|alle|al",
        "count": "numero di|numero|n. di",
    },
    "pt": {
        "of": "refeição",
        "meals": "almoço",
        "when": "início|fim|saída|entrada|volta|retorno",
        "whole": "saída para almoço|saída para o almoço|volta do almoço|retorno do almoço",
        "ends": "fim",
        "count": "número de|quantidade de|qtd de|nº de",
        "without": "sem",
    },
    "nl": {"when": "begin|start|einde|eind|van|tot", "ends": "einde|eind|tot", "count": "aantal"},
    "pl": {
        "of": "przerwy|przerw",
        "when": "początek|koniec|od|do",
        "ends": "koniec|do",
        "count": "liczba|ilość",
        "without": "bez",
    },
    "cs": {
        "of": "přestávky|přestávek|oběda|oběd",
        "when": "začátek|konec|od|do",
        "ends": "konec|do",
        "count": "počet",
        "without": "bez",
    },
    "uk": {
        "of": "обіду|перерв",
        "meals": "обід",
        "when": "початок|кінець|з|від|до|по",
        "ends": "кінець|до|по",
        "count": "кількість",
        "without": "без",
    },
}
"""By the code of a language."""

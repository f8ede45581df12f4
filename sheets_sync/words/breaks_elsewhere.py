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
    },
    "es": {
        "of": "comida|almuerzo",
        "when": "inicio|fin|desde|hasta|salida|entrada|vuelta|regreso",
        "without": "sin",
    },
    "fr": {"of": "déjeuner|repas", "when": "début|fin|départ|retour|reprise|sortie"},
    "it": {"of": "pranzo", "when": "inizio|fine|dalle|alle|dal|al|da|uscita|rientro"},
    "pt": {
        "of": "refeição",
        "meals": "almoço",
        "when": "início|fim|saída|entrada|volta|retorno",
        "whole": "saída para almoço|saída para o almoço|volta do almoço|retorno do almoço",
        "without": "sem",
    },
    "nl": {"when": "begin|start|einde|eind|van|tot"},
    "pl": {"of": "przerwy", "when": "początek|koniec|od|do", "without": "bez"},
    "cs": {"of": "přestávky|oběda|oběd", "when": "začátek|konec|od|do", "without": "bez"},
    "uk": {"of": "обіду", "meals": "обід", "when": "початок|кінець|з|від|до|по", "without": "без"},
}
"""By the code of a language."""

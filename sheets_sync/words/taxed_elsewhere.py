"""What payers write of taxes in languages that we do not speak: see ``Typed.purposes``."""

from collections.abc import Mapping
from typing import Final

TAX: Final[Mapping[str, dict[str, str]]] = {
    "de": {
        "tax": "mwst|ust|mwst-frei|ust-frei|umsatzsteuer|umsatzsteuerfrei|mehrwertsteuer|steuer"
        "|steuern|steuerfrei",
        "taxed": "inkl|inklusive|exkl|exklusive|zzgl|zuzüglich|einschließlich|ohne|mit"
        "|frei|befreit|nicht|steuerbar|gesetzliche|gesetzlicher|gesetzl|gem|netto|brutto|enthalten|enthält|keine",
    },
    "es": {
        "tax": "iva|igic|impuesto|impuestos",
        "taxed": "sin|con|no|sujeto|sujeta|exento|exenta|incluido|incluidos|incl|más|de",
    },
    "fr": {
        "tax": "tva|ttc|taxe|taxes",
        "taxed": "sans|avec|hors|ht|non|applicable|exonéré|exonérée|exonération|incluse|inclus|incl"
        "|exempt|de|la|toutes|comprises|autoliquidation",
    },
    "it": {
        "tax": "iva|imposta",
        "taxed": "senza|con|esente|inclusa|esclusa|compresa|non|imponibile|fuori|campo|da|incl|più",
    },
    "nl": {
        "tax": "btw",
        "taxed": "zonder|met|vrij|vrijgesteld|inclusief|exclusief|incl|excl|verlegd|van|geen",
    },
    "uk": {"tax": "пдв", "taxed": "без|з|із|у|тому|числі|не|є|платником"},
    "pl": {
        "tax": "vat|podatek|podatku|podatkiem",
        "taxed": "bez|z|zw|zwolniony|zwolnione|zwolniona|netto|brutto|w|tym|od|np|nie|podlega",
    },
}  # fmt: skip

"""What columns call payments in languages that we do not speak: see ``Typed.kinds``."""

from collections.abc import Mapping
from typing import Final

KINDS: Final[Mapping[str, Mapping[str, str]]] = {
    "de": {
        "paid": "zahlung|anzahlung|überweisung|vorauskasse",
        "refund": "rückzahlung|erstattung|rückerstattung|stornierung|storno",
    },
    "es": {"paid": "pago|anticipo|transferencia|tarjeta", "refund": "devolución|reembolso"},
    "fr": {"paid": "paiement|acompte|virement|carte", "refund": "remboursement|remboursé|avoir"},
    "it": {"refund": "rimborso|storno"},
    "nl": {"refund": "terugbetaling"},
    "pl": {"paid": "wpłata|zaliczka|przelew", "refund": "zwrot"},
    "uk": {"refund": "повернення"},
}

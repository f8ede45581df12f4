"""What columns call payments in languages that we do not speak: see ``Typed.kinds``."""

from collections.abc import Mapping
from typing import Final

KINDS: Final[Mapping[str, Mapping[str, str]]] = {
    "de": {
        "in": "eingang|einnahme|geldeingang|zahlungseingang|einzahlung",
        "paid": "zahlung|anzahlung|überweisung|vorauskasse|vorauszahlung|vorschuss|teilzahlung"
        "|ratenzahlung|restzahlung|schlusszahlung|abschlagszahlung|abschlag|lastschrift"
        "|barzahlung|bar|karte|ec|ec-karte|kreditkarte|aufladung",
        "out": "ausgang|ausgabe|auszahlung|belastung",
        "refund": "rückzahlung|erstattung|rückerstattung|stornierung|storno",
    },
    "es": {
        "in": "ingreso|entrada|depósito|deposito",
        "paid": "pago|anticipo|adelanto|transferencia|tarjeta|cobro|pago parcial|pago final"
        "|efectivo"
        "|cheque|bizum",
        "out": "salida|egreso|gasto",
        "refund": "devolución|reembolso",
    },
    "fr": {
        "in": "entrée|encaissement|recette|dépôt|depot",
        "paid": "paiement|acompte|virement|carte|règlement|reglement|versement|arrhes|avance"
        "|provision"
        "|chèque|chéque|espèces|prélèvement",
        "out": "sortie|décaissement|dépense",
        "refund": "remboursement|remboursé|avoir",
    },
    "it": {
        "in": "entrata|incasso|accredito|deposito",
        "paid": "pagamento|bonifico|acconto|anticipo|versamento|caparra|contanti|assegno|carta",
        "out": "uscita|spesa|addebito",
        "refund": "rimborso|storno",
    },
    "pt": {
        "in": "entrada|recebimento|depósito",
        "paid": "pagamento|transferência|adiantamento|sinal|dinheiro|cartão|pix",
        "out": "saída|despesa",
        "refund": "reembolso|devolução|estorno",
    },
    "nl": {
        "in": "inkomend|storting|ontvangst",
        "paid": "betaling|aanbetaling|voorschot|overboeking|ideal|contant",
        "out": "uitgaand|uitgave",
        "refund": "terugbetaling",
    },
    "pl": {
        "in": "wpływ|przychód|depozyt",
        "paid": "wpłata|zaliczka|przelew|przedpłata|dopłata|rata|płatność|zadatek|gotówka|karta"
        "|blik|doładowanie",
        "out": "wypływ|wypłata|wydatek|rozchód",
        "refund": "zwrot",
    },
    "cs": {
        "in": "příjem|vklad",
        "paid": "platba|záloha|převod|hotově",
        "out": "výdaj|výběr",
        "refund": "vrácení|vratka",
    },
    "sk": {
        "in": "príjem|vklad",
        "paid": "platba|záloha|prevod",
        "out": "výdaj",
        "refund": "vrátenie",
    },
    "uk": {
        "in": "прихід|надходження|зарахування",
        "paid": "оплата|сплата|аванс|передоплата|внесок|переказ|післяплата|готівка|картка"
        "|поповнення|доплата",
        "out": "видаток|витрата",
        "refund": "повернення",
    },
    "tr": {
        "in": "tahsilat",
        "paid": "ödeme|avans|havale|ön ödeme",
        "refund": "iade",
    },
    "sv": {
        "in": "insättning",
        "paid": "betalning|inbetalning|förskott",
        "refund": "återbetalning",
    },
    "da": {
        "in": "indbetaling",
        "paid": "betaling|forskud|overførsel",
        "refund": "tilbagebetaling",
    },
    "nb": {
        "in": "innbetaling",
        "paid": "betaling|forskudd|overføring",
        "refund": "tilbakebetaling|refusjon",
    },
    "fi": {
        "paid": "maksu|ennakko|ennakkomaksu|suoritus",
        "refund": "palautus|hyvitys",
    },
    "ro": {
        "in": "încasare",
        "paid": "plată|avans",
        "refund": "rambursare",
    },
    "hu": {
        "in": "befizetés",
        "paid": "fizetés|előleg|átutalás",
        "refund": "visszatérítés",
    },
}

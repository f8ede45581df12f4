"""What tabs of others are called and headed in languages that we do not speak, for guesses of
``init`` alone: see ``Typed.likely``."""

from collections.abc import Mapping
from typing import Final

LIKELY: Final[Mapping[str, Mapping[str, str]]] = {
    "de": {
        "payments.client": "von|absender|auftraggeber|name",
        "money.payments": "betrag|summe|zahlung|gezahlt|bezahlt|erhalten|eingang",
        "money.prices": "preis|satz|tarif|honorar",
        "kept": "mit|ohne|inkl|inkl.|exkl|exkl.|zzgl|zzgl.|pro|je|in",
        "taxed": "netto|brutto",
        "named.payments": "zahlungen|zahlungseingänge|zahlungseingang|eingänge|einnahmen|bezahlt",
        "named.prices": "preise|preisliste|tarife|sätze|leistungen|stundensätze",
        "named.clients": "kunden|kundenliste|auftraggeber|kundenkontakte",
        "other": "lieferanten|lieferant|dienstleister|subunternehmer|gehälter|löhne|ausgaben"
        "|kosten|einkauf|einkaufspreise|prognose|aufgaben|wettbewerb|wettbewerber"
        "|konkurrenz|markt",
        "other.payments": "ausgänge|auszahlungen|interessenten|geplant|geplante|erwartet|erwartete"
        "|mitarbeiter|erstattungen|rückzahlungen|zahlungsplan|offene",
        "other.prices": "interne|lager|bestellungen|aufträge|mitarbeiter|abos",
        "other.clients": "interessenten|bewerber|partner|mitarbeiter|presse|ehemalige",
    },
    "fr": {
        "payments.client": "de|émetteur|payeur|nom",
        "money.payments": "montant|somme|paiement|payé|reçu|encaissé",
        "money.prices": "prix|tarif|taux",
        "kept": "avec|sans|hors|par|en",
        "taxed": "ht|ttc|net|brut",
        "named.payments": "paiements|encaissements|règlements|recettes|encaissé",
        "named.prices": "tarifs|prix|prestations|grille",
        "named.clients": "clients|client",
        "other": "fournisseurs|fournisseur|prestataires|salaires|dépenses|frais|coûts|achats"
        "|prévisions|tâches|concurrents|concurrence|marché",
        "other.payments": "sorties|décaissements|prévus|attendus|équipe|remboursements|impayés"
        "|échéancier",
        "other.prices": "internes|stock|commandes|équipe|abonnements",
        "other.clients": "prospects|candidats|partenaires|équipe|presse|anciens",
    },
    "es": {
        "payments.client": "de|remitente|pagador|nombre",
        "money.payments": "importe|suma|pago|pagado|recibido|cobrado",
        "money.prices": "precio|tarifa",
        "kept": "con|sin|por|en",
        "taxed": "neto|bruto",
        "named.payments": "cobros|pagos|ingresos",
        "named.prices": "precios|tarifas|servicios",
        "named.clients": "clientes|cliente",
        "other": "proveedores|proveedor|salarios|nóminas|gastos|costes|compras|presupuesto"
        "|previsión|tareas|competidores|competencia|mercado",
        "other.payments": "salidas|previstos|equipo|reembolsos|devoluciones|impagados",
        "other.prices": "internos|almacén|pedidos|equipo|suscripciones",
        "other.clients": "candidatos|socios|equipo|prensa|antiguos",
    },
    "pl": {
        "payments.client": "od|nadawca|wpłacający|nazwa",
        "money.payments": "kwota|suma|wpłata|zapłacono|otrzymano",
        "money.prices": "cena|stawka",
        "kept": "z|bez|za|w",
        "taxed": "netto|brutto",
        "named.payments": "wpłaty|płatności|wpływy|przychody",
        "named.prices": "cennik|ceny|stawki|usługi",
        "named.clients": "klienci|klient",
        "other": "dostawcy|podwykonawcy|wynagrodzenia|pensje|wydatki|koszty|zakupy|budżet"
        "|prognoza|zadania|konkurencja|konkurenci|rynek",
        "other.payments": "wypłaty|planowane|oczekiwane|pracownicy|zwroty|zaległe",
        "other.prices": "wewnętrzne|magazyn|zamówienia|pracownicy",
        "other.clients": "kandydaci|partnerzy|pracownicy|prasa|byli",
    },
    "uk": {
        "payments.client": "від|хто|від кого|платник|назва",
        "money.payments": "сума|оплата|оплачено|надійшло|отримано",
        "money.prices": "ціна|ставка|тариф|розцінка",
        "kept": "з|із|без|за|на",
        "taxed": "нетто|брутто",
        "named.payments": "надходження|оплати|платежі|доходи|каса",
        "named.prices": "прайс|прейскурант|ціни|тарифи|ставки|послуги",
        "named.clients": "клієнти|клієнт|замовники",
        "other": "постачальники|постачальник|підрядники|виконавці|зарплата|зарплати|витрати"
        "|закупівлі|бюджет|прогноз|завдання|конкуренти|конкурентів|ринок|собівартість",
        "other.payments": "виплати|очікувані|заплановані|працівники|команда|повернення|борги",
        "other.prices": "внутрішні|склад|замовлення|працівники|команда",
        "other.clients": "кандидати|партнери|працівники|команда|преса|колишні",
    },
}  # fmt: skip
"""By the code of a language."""

"""What says in languages that we do not speak that money did not come: see ``Typed.unpaid``."""

from collections.abc import Mapping
from typing import Final

UNPAID: Final[Mapping[str, Mapping[str, str]]] = {
    "de": {
        "state": "status|stand|zustand|zahlungsstatus|zahlungsstand|status der zahlung"
        "|status zahlung",
        "failed": "storniert|ausstehend|offen|noch offen|fehlgeschlagen|gescheitert|abgelehnt"
        "|zurückgewiesen|rücklastschrift|abgebrochen|in bearbeitung|wartend|wartet"
        "|erwartet|überfällig|fällig|unbezahlt|nicht bezahlt|nicht eingegangen|geplant"
        "|vorgemerkt|widerrufen|annulliert|gesperrt|nicht erhalten|noch nicht|strittig"
        "|entwurf",
        "returned": "zurückgegeben|zurückgebucht|erstattet",
        "about": "auslagen|der auslagen|von auslagen|spesen|der spesen|schulden|der schulden",
        "not": "nicht|noch nicht",
        "lists": "rechnungen|rechnung|ausgangsrechnungen|eingangsrechnungen|ausgaben|kosten"
        "|einkauf|einkäufe|angebote|gehälter|löhne|budget|auslagen|spesen",
        "due": "fällig|fällig am|fälligkeit|zahlbar bis",
        "arrived": "eingegangen|erhalten|gebucht|verbucht|bezahlt|gutgeschrieben|bestätigt",
        "sign": "vorzeichen|+/-",
        "back": "rückzahlung|rückerstattung|erstattung|erstattet|zurückgezahlt"
        "|rückbuchung|gutschrift an kunden",
        "part": "gezahlt|gezahlter betrag|bezahlter betrag|zahlbetrag"
        "|eingegangener betrag|tatsächlich gezahlt|zahlung|zahlungseingang",
        "on": "bezahlt am|gezahlt am|eingegangen am|zahlungsdatum|zahlungseingang"
        "|eingang am|datum zahlung|zahltag|erhalten am",
        "fees": "gebühr|gebühren|provision|bankgebühr",
        "noted": "storniert|storno|nicht bezahlt|nicht eingegangen"
        "|noch nicht eingegangen|noch nicht bezahlt|noch nicht da|abgelehnt"
        "|rücklastschrift|fehlgeschlagen|ausstehend|irrtümlich",
    },
    "es": {
        "state": "estado|estatus|estado del pago|estado de pago",
        "failed": "fallido|fallida|pendiente|cancelado|cancelada|rechazado|rechazada|anulado"
        "|anulada|impagado|no pagado|sin pagar|en proceso|en espera|vencido|previsto"
        "|expirado|no recibido|aún no|todavía no|por cobrar|programado",
        "returned": "devuelto|devuelta|reembolsado",
        "about": "de deuda|de la deuda|de gastos|de los gastos",
        "not": "no|aún no|todavía no|sin",
        "lists": "facturas|factura|facturación|gastos|compras|presupuestos|presupuesto|nóminas"
        "|nominas",
        "due": "vencimiento|fecha de vencimiento|vence",
        "arrived": "cobrado|recibido|pagado|abonado|confirmado|ingresado",
        "sign": "signo",
        "back": "reembolso|reembolsado|devolución|devuelto",
        "part": "importe pagado|importe cobrado|pagado|cobrado|importe recibido",
        "on": "fecha de pago|fecha de cobro|pagado el|cobrado el|fecha pago|fecha cobro",
        "fees": "comisión|comisiones",
        "noted": "cancelado|anulado|rechazado|no pagado|no recibido|pendiente|devuelto",
    },
    "fr": {
        "state": "statut|état|etat|statut du paiement|statut paiement|état du paiement"
        "|etat du paiement",
        "failed": "échoué|echoue|échec|en attente|annulé|annulée|refusé|refusée|rejeté|rejetée"
        "|impayé|impayée|non payé|non reçu|à payer|en cours|en retard|expiré|prévu"
        "|contesté|pas encore|bloqué|programmé",
        "returned": "remboursé|remboursée",
        "about": "de dette|de la dette|des dettes|de frais|des frais",
        "not": "non|pas|pas encore",
        "lists": "factures|facture|facturation|dépenses|depenses|frais|achats|devis|salaires"
        "|budget",
        "due": "échéance|echeance|date d'échéance|à payer avant",
        "arrived": "encaissé|reçu|payé|crédité|confirmé|réglé",
        "sign": "signe",
        "back": "remboursement|remboursé|remboursements|montant remboursé",
        "part": "montant payé|montant reçu|montant réglé|montant encaissé",
        "on": "payé le|réglé le|encaissé le|reçu le|date de paiement"
        "|date de règlement|date d'encaissement|date paiement|date règlement",
        "fees": "commission|commissions|frais",
        "noted": "annulé|rejeté|refusé|impayé|non payé|non reçu|en attente|pas encore reçu",
    },
    "it": {
        "state": "stato|stato pagamento|stato del pagamento|esito",
        "failed": "fallito|fallita|in attesa|annullato|annullata|rifiutato|rifiutata|respinto"
        "|stornato|insoluto|insoluta|non pagato|da pagare|in elaborazione|in corso"
        "|scaduto|previsto|atteso|contestato|non ricevuto|non ancora|in sospeso"
        "|sospeso",
        "returned": "rimborsato",
        "not": "non|non ancora",
        "lists": "fatture|fattura|fatturazione|spese|acquisti|preventivi|stipendi|costi",
        "due": "scadenza|data scadenza",
        "arrived": "incassato|ricevuto|pagato|accreditato|confermato|saldato",
        "sign": "segno",
        "back": "rimborso|rimborsato|restituito",
        "part": "importo pagato|importo incassato|importo ricevuto",
        "on": "data pagamento|data incasso|pagato il|incassato il|data di pagamento",
        "fees": "commissione|commissioni",
        "noted": "annullato|respinto|insoluto|non pagato|non ricevuto|in attesa",
    },
    "pt": {
        "state": "estado|situação|status do pagamento|estado do pagamento",
        "failed": "falhou|falhado|pendente|cancelado|cancelada|recusado|rejeitado|não pago"
        "|em processamento|em espera|vencido|previsto|não recebido|ainda não",
        "returned": "devolvido|reembolsado|estornado",
        "not": "não|ainda não",
        "lists": "faturas|fatura|despesas|compras|orçamentos|salários|custos",
        "due": "vencimento|data de vencimento",
        "arrived": "recebido|pago|confirmado|creditado",
        "sign": "sinal",
        "back": "reembolso|devolução|devolvido|estorno",
        "part": "valor pago|valor recebido",
        "on": "data de pagamento|data do pagamento|pago em|recebido em",
        "fees": "comissão|taxa",
        "noted": "cancelado|recusado|não pago|não recebido|pendente",
    },
    "nl": {
        "state": "status|betaalstatus|betalingsstatus",
        "failed": "mislukt|in behandeling|geannuleerd|geweigerd|afgewezen|gestorneerd|openstaand"
        "|onbetaald|niet betaald|verwacht|verlopen|wachtend|in afwachting|nog niet"
        "|gepland",
        "returned": "teruggestort|terugbetaald",
        "not": "niet|nog niet",
        "lists": "facturen|factuur|uitgaven|kosten|inkopen|offertes|salarissen|onkosten",
        "due": "vervaldatum|vervaldag",
        "arrived": "ontvangen|betaald|bijgeschreven|bevestigd",
        "back": "terugbetaling|terugbetaald|restitutie",
        "part": "betaald bedrag|ontvangen bedrag",
        "on": "betaald op|ontvangen op|betaaldatum|betaald d.d.",
        "fees": "commissie|bankkosten",
        "noted": "geannuleerd|geweigerd|niet betaald|niet ontvangen|nog niet ontvangen|gestorneerd",
    },
    "pl": {
        "state": "status|stan|status płatności|stan płatności",
        "failed": "nieudana|nieudany|nieudane|oczekuje|oczekująca|oczekujące|anulowana|anulowany"
        "|anulowane|odrzucona|odrzucony|nieopłacona|nieopłacone|niezapłacona"
        "|nie zapłacono|w toku|w trakcie|przeterminowana|po terminie|planowana|sporna"
        "|jeszcze nie|do zapłaty|zaległa|wstrzymana",
        "returned": "zwrócona|zwrócono|zwrot",
        "about": "długu|zadłużenia|kosztów|wydatków",
        "not": "nie|jeszcze nie",
        "lists": "faktury|faktura|wydatki|koszty|zakupy|oferty|wynagrodzenia|pensje",
        "due": "termin|termin płatności",
        "arrived": "zaksięgowano|zaksięgowana|zapłacono|zapłacona|otrzymano|opłacona|opłacono"
        "|potwierdzono|wpłynęło",
        "sign": "znak",
        "back": "zwrot|zwroty|zwrócono|kwota zwrotu",
        "part": "kwota zapłacona|kwota wpłacona|zapłacona kwota|wpłacono|wpłata|kwota wpłaty",
        "on": "data zapłaty|data wpłaty|data płatności|data wpływu|zapłacono dnia|wpłynęło dnia",
        "fees": "prowizja|opłata bankowa",
        "noted": "anulowano|anulowana|anulowany|odrzucono|odrzucony|nie zapłacono"
        "|nie wpłynęło|jeszcze nie wpłynęło|oczekuje|storno",
    },
    "cs": {
        "state": "stav|stav platby",
        "failed": "neuhrazeno|čeká|čekající|zrušeno|zamítnuto|nezaplaceno|selhalo|po splatnosti"
        "|nepřišlo",
        "returned": "vráceno",
        "not": "ne|ještě ne",
        "lists": "faktury|faktura|výdaje|náklady|nákupy|nabídky|mzdy",
        "due": "splatnost|datum splatnosti",
        "arrived": "zaplaceno|uhrazeno|přijato|připsáno",
        "sign": "znaménko",
        "back": "vratka|vráceno|vrácení",
        "part": "zaplacená částka|uhrazená částka",
        "on": "zaplaceno dne|datum úhrady|datum platby|uhrazeno dne",
        "fees": "poplatek|provize",
        "noted": "zrušeno|zamítnuto|nezaplaceno|nepřišlo|čeká",
    },
    "sk": {
        "state": "stav|stav platby",
        "failed": "neuhradené|čaká|zrušené|zamietnuté|nezaplatené|zlyhalo",
        "returned": "vrátené",
        "not": "ne|ešte ne",
        "lists": "faktúry|faktúra|výdavky|náklady",
        "due": "splatnosť|dátum splatnosti",
        "arrived": "zaplatené|uhradené|prijaté|pripísané",
        "back": "vratka|vrátené",
        "part": "zaplatená suma|uhradená suma",
        "on": "zaplatené dňa|dátum úhrady|dátum platby|uhradené dňa",
        "fees": "poplatok|provízia",
        "noted": "zrušené|zamietnuté|nezaplatené|neprišlo|čaká",
    },
    "uk": {
        "state": "статус|стан|статус платежу|статус оплати",
        "failed": "не пройшов|не пройшло|відхилено|відхилений|скасовано|скасований|в обробці"
        "|очікує|очікується|не оплачено|не надійшло|не отримано|прострочено"
        "|заплановано|ще ні|борг",
        "returned": "повернено|повернення",
        "about": "боргу|заборгованості|витрат",
        "not": "не|ще не",
        "lists": "рахунки|рахунок|витрати|закупівлі|зарплата|кошторис|акти",
        "due": "термін|термін оплати|сплатити до",
        "arrived": "оплачено|надійшло|отримано|зараховано|підтверджено",
        "back": "повернення|повернено|сума повернення",
        "part": "сплачено|сплачена сума|оплачена сума|сума оплати|фактично оплачено|оплата",
        "on": "дата оплати|дата платежу|дата надходження|дата зарахування",
        "fees": "комісія",
        "noted": "скасовано|відхилено|не надійшло|ще не надійшло|не оплачено|очікуємо"
        "|очікується|помилково|сторно",
    },
    "tr": {
        "state": "durum|ödeme durumu",
        "failed": "bekliyor|beklemede|iptal|reddedildi|başarısız|ödenmedi",
        "returned": "iade edildi",
        "arrived": "ödendi|alındı|tahsil edildi",
        "back": "iade|iade tutarı",
        "part": "ödenen tutar|ödenen",
        "on": "ödeme tarihi|tahsilat tarihi",
        "fees": "komisyon",
        "noted": "iptal|iptal edildi|reddedildi|ödenmedi|bekliyor",
    },
}

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
        "not": "nicht|noch nicht",
        "lists": "rechnungen|rechnung|ausgangsrechnungen|eingangsrechnungen|ausgaben|kosten"
        "|einkauf|einkäufe|angebote|gehälter|löhne|budget|auslagen|spesen",
        "due": "fällig|fällig am|fälligkeit|zahlbar bis",
        "arrived": "eingegangen|erhalten|gebucht|verbucht|bezahlt|gutgeschrieben|bestätigt",
        "sign": "vorzeichen|+/-",
    },
    "es": {
        "state": "estado|estatus|estado del pago|estado de pago",
        "failed": "fallido|fallida|pendiente|cancelado|cancelada|rechazado|rechazada|anulado"
        "|anulada|impagado|no pagado|sin pagar|en proceso|en espera|vencido|previsto"
        "|expirado|no recibido|aún no|todavía no|por cobrar|programado",
        "returned": "devuelto|devuelta|reembolsado",
        "not": "no|aún no|todavía no|sin",
        "lists": "facturas|factura|facturación|gastos|compras|presupuestos|presupuesto|nóminas"
        "|nominas",
        "due": "vencimiento|fecha de vencimiento|vence",
        "arrived": "cobrado|recibido|pagado|abonado|confirmado|ingresado",
        "sign": "signo",
    },
    "fr": {
        "state": "statut|état|etat|statut du paiement|statut paiement|état du paiement"
        "|etat du paiement",
        "failed": "échoué|echoue|échec|en attente|annulé|annulée|refusé|refusée|rejeté|rejetée"
        "|impayé|impayée|non payé|non reçu|à payer|en cours|en retard|expiré|prévu"
        "|contesté|pas encore|bloqué|programmé",
        "returned": "remboursé|remboursée",
        "not": "non|pas|pas encore",
        "lists": "factures|facture|facturation|dépenses|depenses|frais|achats|devis|salaires"
        "|budget",
        "due": "échéance|echeance|date d'échéance|à payer avant",
        "arrived": "encaissé|reçu|payé|crédité|confirmé|réglé",
        "sign": "signe",
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
    },
    "pl": {
        "state": "status|stan|status płatności|stan płatności",
        "failed": "nieudana|nieudany|nieudane|oczekuje|oczekująca|oczekujące|anulowana|anulowany"
        "|anulowane|odrzucona|odrzucony|nieopłacona|nieopłacone|niezapłacona"
        "|nie zapłacono|w toku|w trakcie|przeterminowana|po terminie|planowana|sporna"
        "|jeszcze nie|do zapłaty|zaległa|wstrzymana",
        "returned": "zwrócona|zwrócono|zwrot",
        "not": "nie|jeszcze nie",
        "lists": "faktury|faktura|wydatki|koszty|zakupy|oferty|wynagrodzenia|pensje",
        "due": "termin|termin płatności",
        "arrived": "zaksięgowano|zaksięgowana|zapłacono|zapłacona|otrzymano|opłacona|opłacono"
        "|potwierdzono|wpłynęło",
        "sign": "znak",
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
    },
    "sk": {
        "state": "stav|stav platby",
        "failed": "neuhradené|čaká|zrušené|zamietnuté|nezaplatené|zlyhalo",
        "returned": "vrátené",
        "not": "ne|ešte ne",
        "lists": "faktúry|faktúra|výdavky|náklady",
        "due": "splatnosť|dátum splatnosti",
        "arrived": "zaplatené|uhradené|prijaté|pripísané",
    },
    "uk": {
        "state": "статус|стан|статус платежу|статус оплати",
        "failed": "не пройшов|не пройшло|відхилено|відхилений|скасовано|скасований|в обробці"
        "|очікує|очікується|не оплачено|не надійшло|не отримано|прострочено"
        "|заплановано|ще ні|борг",
        "returned": "повернено|повернення",
        "not": "не|ще не",
        "lists": "рахунки|рахунок|витрати|закупівлі|зарплата|кошторис|акти",
        "due": "термін|термін оплати|сплатити до",
        "arrived": "оплачено|надійшло|отримано|зараховано|підтверджено",
    },
    "tr": {
        "state": "durum|ödeme durumu",
        "failed": "bekliyor|beklemede|iptal|reddedildi|başarısız|ödenmedi",
        "returned": "iade edildi",
        "arrived": "ödendi|alındı|tahsil edildi",
    },
}

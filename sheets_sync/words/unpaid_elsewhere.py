"""What says in languages that we do not speak that money did not come: see ``Typed.unpaid``."""

from collections.abc import Mapping
from typing import Final

UNPAID: Final[Mapping[str, Mapping[str, str]]] = {
    "de": {
        "state": "status|stand|zustand|zahlungsstatus|zahlungsstand|status der zahlung"
        "|status zahlung",
        "failed": "storniert|ausstehend|offen|noch offen|fehlgeschlagen|gescheitert|abgelehnt"
        "|zurückgewiesen|zurückgegeben|zurückgebucht|rücklastschrift|erstattet|abgebrochen"
        "|in bearbeitung|wartend|wartet|erwartet|überfällig|fällig|unbezahlt|nicht bezahlt"
        "|nicht eingegangen|geplant|vorgemerkt|widerrufen|annulliert|gesperrt|nicht erhalten"
        "|noch nicht|strittig|entwurf",
        "arrived": "eingegangen|erhalten|gebucht|verbucht|bezahlt|gutgeschrieben|bestätigt",
        "sign": "vorzeichen|+/-",
    },
    "es": {
        "state": "estado|estatus|estado del pago|estado de pago",
        "failed": "fallido|fallida|pendiente|cancelado|cancelada|rechazado|rechazada|devuelto"
        "|devuelta"
        "|reembolsado|anulado|anulada|impagado|no pagado|sin pagar|en proceso|en espera"
        "|vencido|previsto|expirado|no recibido|aún no|todavía no|por cobrar|programado",
        "arrived": "cobrado|recibido|pagado|abonado|confirmado|ingresado",
        "sign": "signo",
    },
    "fr": {
        "state": "statut|état|etat|statut du paiement|statut paiement|état du paiement"
        "|etat du paiement",
        "failed": "échoué|echoue|échec|en attente|annulé|annulée|refusé|refusée|rejeté|rejetée"
        "|remboursé"
        "|remboursée|impayé|impayée|non payé|non reçu|à payer|en cours|en retard|expiré|prévu"
        "|contesté|pas encore|bloqué|programmé",
        "arrived": "encaissé|reçu|payé|crédité|confirmé|réglé",
        "sign": "signe",
    },
    "it": {
        "state": "stato|stato pagamento|stato del pagamento|esito",
        "failed": "fallito|fallita|in attesa|annullato|annullata|rifiutato|rifiutata|respinto"
        "|stornato"
        "|rimborsato|insoluto|insoluta|non pagato|da pagare|in elaborazione|in corso|scaduto"
        "|previsto|atteso|contestato|non ricevuto|non ancora|in sospeso|sospeso",
        "arrived": "incassato|ricevuto|pagato|accreditato|confermato|saldato",
        "sign": "segno",
    },
    "pt": {
        "state": "estado|situação|status do pagamento|estado do pagamento",
        "failed": "falhou|falhado|pendente|cancelado|cancelada|recusado|rejeitado|devolvido"
        "|reembolsado"
        "|estornado|não pago|em processamento|em espera|vencido|previsto|não recebido"
        "|ainda não",
        "arrived": "recebido|pago|confirmado|creditado",
        "sign": "sinal",
    },
    "nl": {
        "state": "status|betaalstatus|betalingsstatus",
        "failed": "mislukt|in behandeling|geannuleerd|geweigerd|afgewezen|teruggestort"
        "|terugbetaald"
        "|gestorneerd|openstaand|onbetaald|niet betaald|verwacht|verlopen|wachtend"
        "|in afwachting|nog niet|gepland",
        "arrived": "ontvangen|betaald|bijgeschreven|bevestigd",
    },
    "pl": {
        "state": "status|stan|status płatności|stan płatności",
        "failed": "nieudana|nieudany|nieudane|oczekuje|oczekująca|oczekujące|anulowana|anulowany"
        "|anulowane|odrzucona|odrzucony|zwrócona|zwrócono|zwrot|nieopłacona|nieopłacone"
        "|niezapłacona|nie zapłacono|w toku|w trakcie|przeterminowana|po terminie|planowana"
        "|sporna|jeszcze nie|do zapłaty|zaległa|wstrzymana",
        "arrived": "zaksięgowano|zaksięgowana|zapłacono|zapłacona|otrzymano|opłacona|opłacono"
        "|potwierdzono|wpłynęło",
        "sign": "znak",
    },
    "cs": {
        "state": "stav|stav platby",
        "failed": "neuhrazeno|čeká|čekající|zrušeno|zamítnuto|vráceno|nezaplaceno|selhalo"
        "|po splatnosti"
        "|nepřišlo",
        "arrived": "zaplaceno|uhrazeno|přijato|připsáno",
        "sign": "znaménko",
    },
    "sk": {
        "state": "stav|stav platby",
        "failed": "neuhradené|čaká|zrušené|zamietnuté|vrátené|nezaplatené|zlyhalo",
        "arrived": "zaplatené|uhradené|prijaté|pripísané",
    },
    "uk": {
        "state": "статус|стан|статус платежу|статус оплати",
        "failed": "не пройшов|не пройшло|відхилено|відхилений|скасовано|скасований|повернено"
        "|повернення"
        "|в обробці|очікує|очікується|не оплачено|не надійшло|не отримано|прострочено"
        "|заплановано|ще ні|борг",
        "arrived": "оплачено|надійшло|отримано|зараховано|підтверджено",
    },
    "tr": {
        "state": "durum|ödeme durumu",
        "failed": "bekliyor|beklemede|iptal|reddedildi|başarısız|iade edildi|ödenmedi",
        "arrived": "ödendi|alındı|tahsil edildi",
    },
}

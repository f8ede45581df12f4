"""Columns that we have nothing for, in languages that we do not speak: see ``Typed.not_kept``."""

from collections.abc import Mapping
from typing import Final

NOT_KEPT: Final[Mapping[str, Mapping[str, str]]] = {
    "de": {
        "log.undone": "zustand|bearbeitungsstatus",
        "undone": "storniert|storno|abgesagt|nicht abrechenbar|kostenlos|intern|abgelehnt",
        "log.billed": "abrechenbare stunden|verrechenbare stunden|abgerechnete stunden"
        "|fakturierte stunden|fakturierbare stunden|abrechenbare zeit",
        "log.unbilled": "nicht abrechenbare stunden|nicht verrechenbare stunden",
        "log.extra": "material|materialien|materialkosten|ersatzteile|teile|auslagen|spesen"
        "|fahrtkosten|reisekosten|anfahrt|anfahrtskosten|zusatzkosten|nebenkosten|kosten"
        "|überstunden|mehrarbeit|reisezeit|fahrzeit|nachtstunden",
        "log.paid": "bezahlt|anzahlung|vorauszahlung|zahlung|gezahlt|eingegangen",
        "prices.discount": "rabatt|nachlass|rabatt %|rabatt (%)|skonto",
        "log.reduced": "rabatt|nachlass|rabatt %|rabatt (%)|skonto",
        "prices.until": "gültig bis|gilt bis|bis|enddatum",
        "log.multiplied": "personen|anzahl personen|faktor|multiplikator|zuschlag|aufschlag"
        "|pers|anzahl pers|personenzahl|personenanzahl|mann|anzahl mann|mitarbeiterzahl"
        "|mitarbeiteranzahl|anzahl mitarbeiter|anzahl ma|monteure|anzahl monteure|kräfte"
        "|anzahl kräfte|helfer|anzahl helfer|nachtzuschlag|wochenendzuschlag|eilzuschlag"
        "|expresszuschlag",
        "clients.of_client": "rabatt|stundensatz|satz|preis|sonderpreis|tagessatz|zuschlag",
        "log.sums": "preis|satz|stundensatz|tagessatz|betrag|summe|gesamtbetrag|gesamtpreis"
        "|einzelpreis|honorar|nettobetrag",
        "clients.opening": "anfangssaldo|anfangsbestand|eröffnungssaldo|saldovortrag|vortrag"
        "|schulden|offener betrag|guthaben|anzahlung|vorauszahlung",
        "balances": "saldo|guthaben|kontostand|schulden",
        "of_states": "kundenstatus|zustand|aktiv|aktiv?",
        "not_active": "inaktiv|nicht aktiv|geschlossen|archiviert|ehemalig|gekündigt"
        "|beendet|pausiert|gesperrt|ruht",
    },
    "fr": {
        "log.undone": "statut|état",
        "undone": "annulé|annulée|non facturable|gratuit|offert|interne|refusé",
        "log.billed": "heures facturables|heures facturées|temps facturable|temps facturé",
        "log.unbilled": "heures non facturables|heures non facturées",
        "log.extra": "matériel|matériaux|fournitures|pièces|frais|frais divers|débours"
        "|déplacement|déplacements|frais de déplacement|heures sup|heures supplémentaires"
        "|temps de trajet|trajet",
        "log.paid": "payé|acompte|versé|réglé|encaissé",
        "prices.discount": "remise|rabais|réduction|remise %|remise (%)",
        "log.reduced": "remise|rabais|réduction|remise %|remise (%)",
        "prices.until": "jusqu'au|valable jusqu'au|valable jusqu’au|date de fin|expire le",
        "log.multiplied": "personnes|nombre de personnes|coefficient|facteur|multiplicateur"
        "|majoration|effectif|intervenants|nombre d'intervenants|nombre d’intervenants"
        "|nombre d'agents|nombre d’agents|ouvriers|nombre d'ouvriers|nombre d’ouvriers"
        "|techniciens|nombre de techniciens",
        "clients.of_client": "remise|tarif|tarif horaire|taux horaire|prix|prix spécial|tjm",
        "log.sums": "prix|tarif|taux|tarif horaire|taux horaire|montant|somme|montant ht"
        "|prix unitaire|honoraires|coût|à payer",
        "clients.opening": "solde initial|solde d'ouverture|report|dette|acompte|avance",
        "balances": "solde|dette",
        "of_states": "statut|statut client|actif|actif ?",
        "not_active": "inactif|inactive|fermé|clos|clôturé|archivé|ancien|résilié"
        "|suspendu|en pause",
    },
    "es": {
        "log.undone": "estado",
        "undone": "cancelado|cancelada|anulado|anulada|no facturable|gratis|interno|rechazado",
        "log.billed": "horas facturables|horas facturadas|tiempo facturable|horas a facturar",
        "log.unbilled": "horas no facturables",
        "log.extra": "material|materiales|repuestos|piezas|gastos|desplazamiento"
        "|desplazamientos|suplidos|horas extra|horas extras|viaje",
        "log.paid": "pagado|anticipo|cobrado|a cuenta",
        "prices.discount": "descuento|dto|rebaja|descuento %",
        "log.reduced": "descuento|dto|rebaja|descuento %",
        "prices.until": "hasta|válido hasta|vigente hasta|vence",
        "log.multiplied": "personas|número de personas|coeficiente|multiplicador|recargo"
        "|operarios|número de operarios|trabajadores|número de trabajadores",
        "clients.of_client": "descuento|tarifa|tarifa por hora|precio|precio especial",
        "log.sums": "precio|tarifa|importe|suma|coste|tarifa por hora|precio unitario"
        "|honorarios|a pagar",
        "clients.opening": "saldo inicial|deuda|anticipo",
        "balances": "saldo|deuda",
        "of_states": "estado|estado del cliente|activo",
        "not_active": "inactivo|cerrado|archivado|baja|suspendido|en pausa",
    },
    "it": {
        "coded": "cod",
        "log.undone": "stato|stato lavoro",
        "undone": "annullato|annullata|cancellato|non fatturabile|gratis|gratuito|gratuita|interno"
        "|rifiutato",
        "log.billed": "ore fatturabili|ore fatturate|ore da fatturare",
        "log.unbilled": "ore non fatturabili",
        "log.extra": "materiale|materiali|ricambi|pezzi|spese|trasferta|rimborso spese"
        "|viaggio|straordinari|straordinario|ore extra|ore straordinarie",
        "log.paid": "pagato|acconto|anticipo|incassato",
        "prices.discount": "sconto|sconto %",
        "log.reduced": "sconto|sconto %",
        "prices.until": "fino al|valido fino al|scadenza",
        "log.multiplied": "persone|numero persone|fattore|coefficiente|moltiplicatore"
        "|maggiorazione|numero di persone|operai|numero operai|addetti|numero addetti",
        "clients.of_client": "sconto|tariffa|tariffa oraria|prezzo|prezzo speciale",
        "log.sums": "prezzo|tariffa|importo|somma|costo|tariffa oraria|prezzo unitario"
        "|onorario|da pagare",
        "clients.opening": "saldo iniziale|debito|acconto",
        "balances": "saldo|debito",
        "of_states": "stato|stato cliente|attivo",
        "not_active": "inattivo|chiuso|archiviato|cessato|sospeso",
    },
    "pt": {
        "log.undone": "estado|situação|estado da tarefa",
        "undone": "cancelado|cancelada|anulado|anulada|não faturável|grátis|gratuito|gratuita"
        "|interno|rejeitado",
        "log.billed": "horas faturáveis|horas faturadas|horas a faturar",
        "log.unbilled": "horas não faturáveis",
        "log.extra": "material|materiais|peças|despesas|deslocação|deslocamento|horas extra"
        "|horas extras",
        "log.paid": "pago|adiantamento|recebido",
        "prices.discount": "desconto",
        "log.reduced": "desconto",
        "prices.until": "até|válido até",
        "log.multiplied": "pessoas|fator|número de pessoas|trabalhadores|número de trabalhadores",
        "clients.of_client": "desconto|tarifa|preço",
        "log.sums": "preço|tarifa|valor|montante|preço unitário",
        "clients.opening": "saldo inicial|dívida|adiantamento",
        "balances": "saldo|dívida",
        "of_states": "estado|ativo|situação",
        "not_active": "inativo|fechado|encerrado|arquivado|suspenso",
    },
    "nl": {
        "log.undone": "toestand|stand",
        "undone": "geannuleerd|vervallen|niet declarabel|niet factureerbaar|gratis|kosteloos|intern"
        "|afgewezen",
        "log.billed": "declarabele uren|factureerbare uren|gefactureerde uren",
        "log.unbilled": "niet-declarabele uren|niet declarabele uren",
        "log.extra": "materiaal|materialen|onderdelen|onkosten|reiskosten|kosten|overuren|reistijd",
        "log.paid": "betaald|voorschot|aanbetaling",
        "prices.discount": "korting",
        "log.reduced": "korting",
        "prices.until": "geldig tot",
        "log.multiplied": "toeslag|aantal personen|aantal mensen|aantal medewerkers",
        "clients.of_client": "korting|tarief|uurtarief|prijs",
        "log.sums": "prijs|tarief|uurtarief|bedrag|stukprijs",
        "clients.opening": "beginsaldo|openingssaldo|schuld|voorschot",
        "balances": "saldo|schuld",
        "of_states": "status|klantstatus|actief",
        "not_active": "inactief|gesloten|gearchiveerd|beëindigd|gepauzeerd",
    },
    "pl": {
        "coded": "kod",
        "log.undone": "stan|status zadania",
        "undone": "anulowane|anulowano|anulowany|anulowana|odwołane|niepłatne"
        "|bezpłatne|bezpłatnie|gratis|nierozliczane|wewnętrzne|odrzucone",
        "log.billed": "godziny rozliczane|godziny płatne|godziny do rozliczenia"
        "|godziny fakturowane",
        "log.unbilled": "godziny niepłatne",
        "log.extra": "materiał|materiały|części|koszty|wydatki|dojazd|koszty dojazdu|nadgodziny",
        "log.paid": "zapłacono|zaliczka|wpłata|opłacono",
        "prices.discount": "rabat|zniżka|upust",
        "log.reduced": "rabat|zniżka|upust",
        "prices.until": "ważne do|obowiązuje do|ważny do",
        "log.multiplied": "osoby|liczba osób|współczynnik|mnożnik|dopłata|osób"
        "|ilość osób|pracowników|liczba pracowników|ilość pracowników",
        "clients.of_client": "rabat|stawka|stawka godzinowa|cena|cena specjalna",
        "log.sums": "cena|stawka|kwota|suma|wartość|stawka godzinowa|cena jednostkowa|do zapłaty",
        "clients.opening": "saldo początkowe|bilans otwarcia|zadłużenie|dług|zaliczka|przedpłata",
        "balances": "saldo|dług|zadłużenie",
        "of_states": "status|status klienta|aktywny|stan",
        "not_active": "nieaktywny|nieaktywna|zamknięty|zamknięta|zakończony|archiwum"
        "|wstrzymany|zawieszony",
    },
    "cs": {
        "coded": "kód",
        "log.undone": "stav|stav práce",
        "undone": "zrušeno|zrušená|stornováno|nefakturovat|neúčtovat|zdarma|interní|zamítnuto",
        "log.billed": "fakturované hodiny|účtované hodiny|hodiny k fakturaci",
        "log.unbilled": "nefakturované hodiny",
        "prices.discount": "sleva",
        "log.reduced": "sleva",
        "prices.until": "platí do",
        "log.multiplied": "osoby|koeficient|přirážka|osob|počet osob|lidí|počet lidí|pracovníků"
        "|počet pracovníků",
        "clients.of_client": "sleva|sazba|cena|hodinová sazba",
        "log.sums": "cena|sazba|částka|hodinová sazba",
        "clients.opening": "počáteční zůstatek|dluh|záloha",
        "balances": "zůstatek|dluh",
        "of_states": "stav|aktivní",
        "not_active": "neaktivní|uzavřen|ukončen|archiv|pozastaven",
    },
    "uk": {
        "log.undone": "стан|статус завдання|статус роботи",
        "undone": "скасовано|скасована|скасований|не оплачується|безкоштовно|безоплатно|внутрішнє"
        "|відхилено",
        "log.billed": "оплачувані години|години до сплати",
        "log.unbilled": "неоплачувані години",
        "log.extra": "матеріали|запчастини|витрати|дорога|доїзд|понаднормові|доплата",
        "log.paid": "оплачено|аванс|передоплата",
        "prices.discount": "знижка",
        "log.reduced": "знижка",
        "prices.until": "діє до|дійсна до",
        "log.multiplied": "осіб|людей|коефіцієнт|надбавка|кількість осіб|к-сть осіб"
        "|кількість людей|к-сть людей|працівників|кількість працівників|к-сть працівників",
        "clients.of_client": "знижка|ставка|ціна|погодинна ставка",
        "log.sums": "ціна|ставка|сума|вартість|погодинна ставка|до сплати",
        "clients.opening": "початковий залишок|залишок на початок|вхідний залишок|борг"
        "|заборгованість|аванс|передоплата|дебет",
        "balances": "залишок|сальдо|борг|баланс",
        "of_states": "статус|статус клієнта|активний|стан",
        "not_active": "закритий|закрита|закрито|неактивний|неактивна|архів|призупинено"
        "|пауза|завершено|розірвано",
    },
}

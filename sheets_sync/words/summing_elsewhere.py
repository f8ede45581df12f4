"""What stands in lines of sums in languages that we do not speak: see ``Typed.totals_first``."""

from typing import Final

FIRST: Final = {
    "de": "gesamt|gesamtsumme|zwischensumme|summe|insgesamt|gesamtergebnis|teilergebnis|endsumme"
    "|gesamtstunden|gesamtzeit|gesamtbetrag|tagessumme|wochensumme|monatssumme|quartalssumme"
    "|jahressumme",
    "es": "suma|suma total|total parcial",
    "fr": "somme|totaux|sous-total|sous-totaux|sous total",
    "it": "totale|totali|somma|subtotale",
    "pt": "soma|subtotal",
    "nl": "totaal|subtotaal|eindtotaal|totalen",
    "pl": "razem|suma|ogółem|łącznie|suma częściowa|podsuma",
    "cs": "celkem|součet|mezisoučet|celkový součet|celková suma|úhrnem",
    "uk": "разом|всього|усього|загалом|підсумок|загальний підсумок|проміжний підсумок|сума",
}
"""By the code of a language, what such a line begins with."""
SAY: Final = {
    "de": "woche|wochen|monat|monate|quartal|jahr|periode|zeitraum|zeit|betrag|kosten|netto"
    "|brutto|kw|wo|tag|tage|tages|der|des|die|das|den|dem|für|bis|im|am|mwst|ust|inkl|exkl|laufend"
    "|laufende|kunde|projekt|arbeit|arbeiten|arbeitszeit|leistungen|zahlen|abrechnung"
    "|übertrag|offen|aufwand|januar|februar|märz|april|mai|juni|juli|august|september"
    "|oktober|november|dezember",
    "es": "la|el|los|las|de|del|día|diario|mes|sem|iva|parcial|este|esta|a|por|general|semana"
    "|semanal|mensual|quincena|trimestre|anual|período|periodo|pagar"
    "|facturar|importe|tiempo|cliente|proyecto|trabajo|trabajos|servicios|acumulado|enero"
    "|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre",
    "fr": "général|générale|semaine|semaines|mois|mensuel|mensuelle|hebdomadaire|jour|jours"
    "|année|annuel|annuelle|trimestre|trimestriel|période|report|reporter|reporté|payer"
    "|facturer|facturé|cumul|cumulé|temps|montant|client|projet|prestations|travaux|taxes"
    "|hors|sem|la|le|les|du|de|des|d|l|en|à|ce|cette|mes|tva|janvier|février|mars|avril|juin"
    "|juillet|août|septembre|octobre|novembre"
    "|décembre",
    "it": "sett|di|del|della|delle|dei|da|dal|al|a|il|la|le|giorno|giornaliero|iva|generale"
    "|complessivo|parziale|settimana|settimanale|mese|mensile|trimestre|anno"
    "|annuale|periodo|pagare|fatturare|importo|tempo|cliente|progetto|lavoro|lavori"
    "|servizi|lordo|netto|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre"
    "|dicembre",
    "pt": "da|do|das|dos|de|a|o|sem|dia|mês|iva|geral|semana|mês|mensal|trimestre|período|pagar"
    "|faturar|valor|tempo|cliente|projeto"
    "|trabalho|trabalhos|serviços|acumulado|janeiro|fevereiro|março|maio|junho|julho"
    "|setembro|outubro|novembro|dezembro",
    "nl": "wk|van|de|het|deze|dag|per|te|tot|btw|week|weken|maand|kwartaal|jaar|periode|betalen"
    "|factureren|bedrag|tijd|klant|project"
    "|werk|diensten|generaal|algemeen|netto|bruto|januari|februari|maart|juni|juli"
    "|augustus|oktober",
    "pl": "tydz|tyg|mies|dnia|dzień|za|w|na|do|z|vat|tydzień|tygodnia|tygodniu|tygodniowo"
    "|miesiąc|miesiąca|miesiącu|miesięcznie|kwartał"
    "|kwota|czas|czasu|klient|klienta|projekt|projektu|prace|prac|usługi|usług|zapłaty"
    "|netto|brutto|końcowa|ogólna|styczeń|luty|marzec|kwiecień|czerwiec|lipiec|sierpień"
    "|wrzesień|październik|listopad|grudzień",
    "cs": "týd|měs|den|dne|za|v|na|do|od|z|s|bez|k|dph|týden|týdne|týdnu|měsíc|měsíce|měsíci"
    "|měsíčně|čtvrtletí|rok|období|částka|čas|času|hodin|klient|klienta|projekt|projektu|práce|prací"
    "|služby|služeb|úhradě|včetně|leden|únor|březen|duben|květen|červen|červenec|srpen|září"
    "|říjen|listopad|prosinec",
    "uk": "тиж|міс|день|дня|за|до|на|по|пдв|тиждень|тижня|тижні|місяць|місяця|місяці|квартал"
    "|року|період|періоду|сплати|оплати"
    "|часу|суму|клієнта|клієнту|проєкту|проекту|робіт|послуг|січень|лютий|березень|квітень"
    "|травень|червень|липень|серпень|вересень|жовтень|листопад|грудень",
}
"""What may stand behind it."""
WHOLE: Final = {
    "de": "gesamt|insgesamt",
    "fr": "totale",
    "it": "totale|totali",
    "nl": "totaal",
    "cs": "celkem",
    "uk": "всього|усього",
}
"""Those of the former that say of work, too, that nothing is left out: Gesamt Umbau."""

"""Words in headings amid prices that say whose, of when or on what terms these are, in languages
that we do not speak: see ``Typed.price_sections``."""

from collections.abc import Mapping
from typing import Final

PRICE_SECTIONS: Final[Mapping[str, Mapping[str, str]]] = {
    "de": {
        "terms": "kunden|neukunden|stammkunden|bestandskunden|altkunden|privatkunden"
        "|geschäftskunden|firmenkunden|vip|premium|alle anderen|alt|alte|alter|altes"
        "|bisherige|bisheriger|vorjahr|ungültig|eingestellt|ab|bis|gültig|cent|tausend|pro|je|monatlich|täglich|wöchentlich"
        "|jährlich|entwurf|kostenlos|gratis|intern|interne|interner|einkauf|selbstkosten|nacht"
        "|nachts|abends|dringend|eilig|express|aktion|doppelt|doppelte|doppelter|reduziert",
        "begin": "partner|archiv|veralt|abgelauf|wochenend|samstag|sonntag|feiertag|nachtarbeit"
        "|nachtzuschl|eilauftr|eilzuschl|zuschl|aufschl|aufpreis|überstund|rabatt|nachlass"
        "|ermäßig|sonderpreis|sonderangeb|tagess|tagesp|stundens|vorläufig|großhandel"
        "|gemeinnützig|mindest|lieferant",
        "first": "für|am|nach|nur|bei",
        "not": "nicht",
        "new": "neu|besonder|sommer|winter",
        "prices": "preise|preisen|preisliste|tarife|sätze|honorare|konditionen",
    },
    "fr": {
        "terms": "clients|partenaires|premium|vip|associations|ancien|ancienne|anciens|anciennes"
        "|précédent|précédents|périmé|périmés|dès|week end|week ends|weekend|dimanche"
        "|dimanches|samedi|samedis|férié|fériés|nuit|nuits|urgence|urgences|urgent|urgents"
        "|urgente|express|majoration|majorations|supplément|suppléments|supplémentaires|remise"
        "|remises|réduit|réduits|offre spéciale|double|milliers|centimes|mois|mensuel"
        "|mensuels|unité|brouillon|provisoire|provisoires|gratuit|gratuits|offert|offerts"
        "|interne|internes|coût|coûts|achat|gros|dollars|euros|valable|valables|convenu",
        "begin": "archiv|obsol",
        "first": "pour|à|dès|depuis|jusqu",
        "not": "non|pas|plus",
        "new": "nouve|spécia",
        "prices": "tarifs|prix|honoraires",
    },
    "es": {
        "terms": "clientes|a partir|a convenir|socios|premium|vip|antiguo|antiguos|antigua|antiguas"
        "|anterior|anteriores"
        "|caducado|caducados|vigente|válido|válidos|fin de semana|fines de semana|domingo"
        "|domingos|sábado|sábados|festivo|festivos|noche|noches|nocturno|nocturna|urgente"
        "|urgentes|urgencia|urgencias|exprés|recargo|recargos|suplemento|suplementos|horas extra"
        "|descuento|descuentos|reducido|reducidos|oferta|ofertas|doble|miles|céntimos"
        "|dólares|mensual|mensuales|unidad|borrador|provisional|provisionales|acordado|gratis"
        "|gratuito|interno|internos|coste|costes|mayorista|mayoristas",
        "begin": "archiv|obsolet",
        "first": "para|desde|hasta|por",
        "not": "no",
        "new": "nuev|especial",
        "prices": "precios|tarifas",
    },
    "pl": {
        "terms": "klienci|klientów|klientom|vip|premium|stare|stary|stara|starych|noc|nocy|ekspres"
        "|gratis|w cenie|hurt|detal|tysiąc|tysiącach|groszach|złotych|dolarach|sztuka|szt"
        "|dziennie|szkic|koszt|koszty|święta",
        "begin": "partner|archiw|poprzedni|nieaktual|wycofa|weekend|niedziel|sobot|świąt|nocn|piln"
        "|dopłat|nadgodz|rabat|zniżk|upust|bezpłat|darmow|wewnętrz|hurtow|godzinow|miesięczn"
        "|wstępn",
        "first": "od|do|dla|za|po",
        "not": "nie",
        "new": "now|specjaln",
        "prices": "ceny|cen|cennik|stawki|stawek",
    },
    "uk": {
        "terms": "клієнти|клієнтів|клієнтам|віп|преміум|іншим|старі|старий|стара|старих|ніч|вночі"
        "|опт|оптом|тис|євро|шт|місяць|свята",
        "begin": "партнер|архів|застаріл|неактуальн|недійсн|знят|скасован|минул|попередн|вихідн"
        "|святков|нічн|терміно|експрес|надбав|доплат|націнк|знижк|знижен|акці|пільг|подвійн"
        "|тисяч|копій|гривн|долар|погодинн|щомісячн|чернетк|узгоджен|домовлен|безкоштовн"
        "|безоплатн|внутрішн|собіварт|закуп|оптов|роздріб",
        "first": "для|з|із|до|за|від",
        "not": "не",
        "new": "нов|особлив|спеціальн",
        "prices": "ціни|цін|прайс|тарифи|ставки|розцінки",
    },
    "it": {
        "terms": "clienti|vecchio|vecchi|precedenti|weekend|domenica|festivi|notte|notturno|urgente"
        "|urgenti|urgenza|sconto|sconti|supplemento|supplementi|bozza|interno|interni|costi",
        "begin": "archivi|obsolet|scadut",
        "first": "per|da|dal|fino",
        "not": "non",
        "new": "nuov|special",
        "prices": "prezzi|tariffe|listino",
    },
    "nl": {
        "terms": "klanten|oud|oude|vorige|weekend|zondag|feestdagen|nacht|avond|spoed|toeslag"
        "|toeslagen|korting|kortingen|intern|interne|inkoop",
        "begin": "archie|verouderd|verlopen",
        "first": "voor|vanaf|tot",
        "not": "niet",
        "new": "nieuw|speciale",
        "prices": "prijzen|tarieven",
    },
    "pt": {
        "terms": "clientes|antigo|antigos|anterior|anteriores|fim de semana|feriados|noite|urgente"
        "|urgentes|desconto|descontos|rascunho|interno|internos|custo",
        "begin": "arquiv|obsolet",
        "first": "para|desde|até",
        "not": "não",
        "new": "nov|especia",
        "prices": "preços|tarifas",
    },
    "cs": {
        "terms": "klienti|zákazníci|staré|starý|víkend|víkendy|noc|svátky|expres|zdarma|interní",
        "begin": "archiv|neplatn|slev|příplat|urgentn",
        "first": "pro|od|do",
        "not": "ne",
        "new": "nov|zvláštn",
        "prices": "ceny|cen|sazby",
    },
}  # fmt: skip
"""By the code of a language."""

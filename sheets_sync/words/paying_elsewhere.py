"""What payers and banks write in languages that we do not speak: see ``Typed.purposes``."""

from collections.abc import Mapping
from typing import Final

from sheets_sync.words.paying_in_asia import PAYING_IN_ASIA
from sheets_sync.words.unearned_elsewhere import UNEARNED

PAYING: Final[Mapping[str, dict[str, str]]] = {
    "de": {
        "whose": "der|von der", "maker": "von|der firma|von der firma", "unearned": UNEARNED["de"],
        "bank": "*sparkasse|volksbanken", "balance": "saldo|anfangssaldo|saldovortrag",
        "credited": "h|haben", "debited": "s|soll",
        "currency": "währung|waehrung|kontowährung",
        "invoice": "rechnung|rechnungen|rechnungsnummer|rechnungsnr|rechn|rg|re"
        "|rechnungs-nr|rg-nr|re-nr|r.-nr|renr|rgnr|rg.-nr|re.-nr",
        "months": "januar|februar|märz|april|mai|juni|juli"
        "|august|september|oktober|november|dezember",
        "counted": "quartal|stunden|tage|wochen|monate|raten",
        "among": "von",
        "pages": "seiten|blatt",
        "served": "leistungen von|leistungen der|leistungen durch"
        "|dienstleistungen von|dienstleistungen der",
        "for": "für|fuer|im auftrag von|im namen von",
        "number": "nr|nummer",
        "dated": "vom|v",
        "and": "und|u",
        "returned": "storno|retoure|kredit*",
        "refunded": "rückzahlung|rückbuchung|rücklastschrift|rückerstattung|rückgabe"
        "|erstattung*|rückerstattung*|rückzahlung*|rücküberweisung*|rückbuchung*|rückläufer"
        "|erstattet|rücküberwiesen|zurück|zurückgezahlt|zurücküberwiesen|zurückgebucht|retoure*|storno*|storniert*"
        "|fehlüberweisung|irrtümlich*|stornierung*|überzahl*|rückvergüt*|darlehen*|gutschriftsanzeige|eigenübertrag",
        "firm": "gmbh|ug|ag|kg|ohg|gbr|mbh|e.k|e.v|haftungsbeschränkt|gmbh & co. kg"
        "|gmbh & co kg|gmbh und co. kg|gmbh & co. ohg|gmbh & co. kgaa|ag & co. kg|ug & co. kg"
        "|ug haftungsbeschränkt & co. kg|kgaa|ggmbh|gesmbh|ges.m.b.h|partg|partg mbb|e.u"
        "|gesellschaft mit beschränkter haftung|aktiengesellschaft",
    },
    "es": {
        "whose": "de", "maker": "emitida por", "unearned": UNEARNED["es"],
        "currency": "moneda|divisa", "balance": "saldo",
        "credited": "haber", "debited": "debe",
        "invoice": "factura|facturas|fra",
        "months": "enero|febrero|marzo|abril|mayo|junio|julio"
        "|agosto|septiembre|octubre|noviembre|diciembre",
        "counted": "trimestre|horas|meses",
        "among": "de",
        "pages": "páginas",
        "served": "servicios de|servicios prestados por",
        "for": "por|para|a nombre de",
        "number": "núm|número|numero",
        "dated": "de|del|de fecha",
        "and": "y",
        "returned": "anulación|devolución",
        "refunded": "devolución|reembolso|reintegro*|devoluc*|devuelt*|reembols*|retroces*"
        "|anulad*|préstamo*|por error|nota de crédito",
        "firm": "s.l|sl|s.a|s.l.u|slu|s.l.n.e|s.l.p|s.r.l|sa|s.a.u|s.a.s|s.a. de c.v"
        "|sa de cv|s. de r.l. de c.v|s. coop|sociedad limitada|sociedad anónima",
    },
    "fr": {
        "whose": "de", "maker": "de la société|émise par", "unearned": UNEARNED["fr"],
        "currency": "devise|monnaie", "balance": "solde",
        "invoice": "facture|factures",
        "months": "janvier|février|mars|avril|mai|juin|juillet"
        "|août|septembre|octobre|novembre|décembre",
        "counted": "trimestre|heures|mois",
        "among": "sur|de",
        "pages": "pages",
        "served": "services de|prestations de",
        "for": "pour|pour le compte de",
        "number": "numéro|numero",
        "dated": "du",
        "and": "et",
        "returned": "annulation|retour|prêt",
        "refunded": "annulé|annulée|remboursement|remboursé|rembours*|restitution|restitué*"
        "|trop perçu"
        "|trop-perçu|par erreur|extourne|contre-passation|rejet de virement|emprunt"
        "|note de crédit|retour de",
        "firm": "sarl|sas|sasu|eurl|s.a.r.l|s.a.s|s.a.s.u|e.u.r.l|s.à r.l|sàrl|sci|s.c.i"
        "|snc|s.n.c|selarl|scop|bvba|sprl|asbl|société anonyme"
        "|société à responsabilité limitée",
    },
    "it": {
        "whose": "di", "maker": "emessa da", "unearned": UNEARNED["it"],
        "currency": "valuta|divisa",
        "invoice": "fattura|fatture|fatt|ft",
        "months": "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio"
        "|agosto|settembre|ottobre|novembre|dicembre",
        "counted": "trimestre|ore|mesi",
        "among": "di|su",
        "pages": "pagine",
        "served": "servizi di|servizi da",
        "for": "per|per conto di",
        "number": "numero",
        "dated": "del",
        "and": "e",
        "returned": "storno",
        "refunded": "rimborso|rimbors*|restituzion*|restituit*|storno*|stornat*|prestito|mutuo"
        "|nota di credito|per errore|erroneamente|annullament*|annullat*",
        "firm": "srl|s.r.l|spa|s.p.a|s.r.l.s|srls|s.n.c|s.a.s|scarl|s.c.a.r.l"
        "|società a responsabilità limitata|società per azioni",
    },
    "nl": {
        "whose": "van", "maker": "door", "unearned": UNEARNED["nl"],
        "currency": "munt|valuta", "balance": "saldo|beginsaldo",
        "invoice": "factuur|facturen|factuurnummer|factuurnr|fact",
        "number": "nummer",
        "months": "januari|februari|maart|april|mei|juni|juli"
        "|augustus|september|oktober|november|december",
        "counted": "kwartaal|uren|maanden",
        "among": "van",
        "pages": "pagina's",
        "served": "diensten van|diensten door",
        "for": "voor|namens",
        "dated": "van|dd|d.d",
        "and": "en",
        "returned": "retour|storno",
        "refunded": "terug|terugbetaling|terugboeking|restitutie|terugbeta*|teruggave*|teruggestort"
        "|terugstorting|teruggeboekt|terugboeking*|restitutie*|retourbetaling|retoure|storno*"
        "|gestorneerd|lening|leningen|creditnota|creditfactuur|per abuis|foutief overgemaakt",
        "firm": "b.v|bv|n.v|nv|v.o.f|vof|stichting|vzw|coöperatie",
    },
    "pl": {
        "maker": "od|od firmy|firmy", "unearned": UNEARNED["pl"],
        "currency": "waluta",
        "tax_number": "nip",
        "invoice": "faktura|faktury|fakturę|fakture|faktur|fv|fa|fakt|fak"
        "|faktura vat|faktury vat|fakturę vat|fakture vat",
        "counted": "kwartał|godzin|miesięcy",
        "months": "stycznia|lutego|marca|kwietnia|maja|czerwca|lipca"
        "|sierpnia|września|października|listopada|grudnia",
        "among": "z",
        "pages": "stron",
        "served": "usługi",
        "for": "za|dla",
        "number": "numer",
        "dated": "z dnia|z dn|dn|z",
        "year": "r|rok|roku",
        "and": "i|oraz",
        "other": "korekta",
        "returned": "zwrot|anulowanie",
        "refunded": "zwrot*|zwróc*|zwraca*|anulowan*|storno*|nadpłat*|omyłkow*|błędn*|pożyczk*"
        "|kredyt*",
        "firm": "sp. z o.o|sp z o.o|spółka z ograniczoną odpowiedzialnością|s.a|sp. z oo"
        "|sp. zo.o|sp. zoo|spzoo|sp. z o.o. sp. k|sp. z o.o. sp. j"
        "|sp. z o.o. spółka komandytowa|sp. k|sp. j|sp. p|s.k.a|p.s.a|spółka akcyjna"
        "|spółka komandytowa|spółka jawna|spółka cywilna|s.c",
    },
    "pt": {
        "unearned": UNEARNED["pt"],
        "returned": "anulação",
        "refunded": "devolução|devoluções|devolvid*|reembols*|estorn*|restituição|empréstimo*"
        "|por engano|nota de crédito",
        "firm": "lda|ltda|limitada|unipessoal lda|unipessoal, lda|s.a|eireli|sgps",
    },
    "cs": {
        "refunded": "vrácen*|vracím*|vratk*|vratit|refundac*|dobropis*|storno*|půjčk*|zápůjčk*"
        "|úvěr*|omylem|chybn*",
        "firm": "s.r.o|sro|spol. s r.o|spol. s.r.o|společnost s ručením omezeným|a.s"
        "|akciová společnost|v.o.s|k.s|o.p.s|z.s",
    },
    "sk": {
        "refunded": "vráten*|vraciame|vratk*|refundác*|dobropis*|pôžičk*|úver*|omylom",
        "firm": "j.s.a|spoločnosť s ručením obmedzeným|akciová spoločnosť",
    },
    "sl": {
        "refunded": "vračil*|vrnjen*|povračil*|dobropis*|posojil*|pomotoma",
        "firm": "d.o.o|d.d|s.p|d.n.o",
    },
    "hr": {
        "refunded": "povrat*|vraćen*|zajam|zajma|pozajmic*|pogrešna uplata|pogreškom",
        "firm": "j.d.o.o",
    },
    "sr": {
        "refunded": "повраћај*|povraćaj*|враћен*|позајмиц*|зајам|грешком",
        "firm": "д.о.о|доо|doo|а.д",
    },
    "bg": {
        "refunded": "възстановен*|възстановяв*|връщане*|върнат*|сторно*|заем*|погрешк*",
        "firm": "еоод|оод|еад|eood|ood|ead",
    },
    "ro": {
        "returned": "retur",
        "refunded": "rambursar*|rambursat*|restituir*|restituit*|returnat*|stornar*|stornat*"
        "|împrumut*|eronat*",
        "firm": "pfa|srl-d",
    },
    "hu": {
        "refunded": "visszatérít*|visszautal*|visszafizet*|visszajár*|sztornó*|téves*|kölcsön*",
        "firm": "kft|zrt|nyrt|kkt|korlátolt felelősségű társaság",
    },
    "el": {
        "refunded": "επιστροφή|επιστροφη|επιστροφήσ|ακύρωση|ακυρωση|αντιλογισμό*|αντιλογισμο*"
        "|δάνειο|δανειο",
        "firm": "ε.π.ε|ι.κ.ε|α.ε",
    },
    "sv": {
        "returned": "retur",
        "refunded": "återbetal*|återbet|återföring|felbetal*|kreditfaktura|felaktig betalning"
        "|lånebelopp",
        "firm": "aktiebolag|handelsbolag|kommanditbolag",
    },
    "da": {
        "returned": "retur",
        "refunded": "tilbagebetal*|tilbageført|tilbageførsel|refusion*|refunder*|kreditnota"
        "|fejlbetaling",
        "firm": "aps|a/s|i/s|k/s|p/s",
    },
    "nb": {
        "refunded": "tilbakebetal*|tilbakeført|tilbakeføring|refusjon*|feilbetaling",
        "firm": "asa|ans|enk",
    },
    "fi": {
        "refunded": "palautus|palautuksen|palautettu*|hyvitys|hyvityslasku|maksunpalautus"
        "|takaisinmaksu|laina|lainan|lainanlyhennys",
        "firm": "oy|oyj|oy ab|osakeyhtiö",
    },
    "et": {
        "turnover": "käive|käibed",
        "refunded": "tagastus|tagastatud|tagastamine|tagasimaks*|ekslik*|laen|laenu",
        "firm": "oü|osaühing|aktsiaselts|mtü|fie",
    },
    "lv": {
        "turnover": "apgrozījums|apgrozījumi",
        "refunded": "atmaksa|atmaksāt*|atgriezt*|atgriešan*|kļūdain*|aizdevum*",
        "firm": "sia|sabiedrība ar ierobežotu atbildību|akciju sabiedrība",
    },
    "lt": {
        "turnover": "apyvarta|apyvartos",
        "refunded": "grąžinim*|grąžint*|grąžinam*|klaiding*|paskola|paskolos|paskolą",
        "firm": "uab|uždaroji akcinė bendrovė|všį",
    },
    "uk": {
        "returned": "кредит*",
        "refunded": "повернен*|поверта*|повернут*|сторно*|помилков*|надміру сплачен*"
        "|надлишково сплачен*|позик*|власних коштів",
        "firm": "тов|тзов|тдв|прат|пат|фоп|товариство з обмеженою відповідальністю"
        "|приватне підприємство|приватне акціонерне товариство|фізична особа-підприємець|tov",
    },
    "be": {
        "refunded": "вяртанн*|вернут*|памылков*|пазык*",
        "firm": "таа|таварыства з абмежаванай адказнасцю|чтуп|сооо|иооо",
    },
    **PAYING_IN_ASIA,
}  # fmt: skip

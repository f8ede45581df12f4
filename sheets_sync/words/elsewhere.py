"""What people type in languages that we do not speak: a beginning, for whoever adds one of them."""

from dataclasses import replace
from typing import Final

from sheets_sync.words.breaks_elsewhere import BREAKS, IN_ALL
from sheets_sync.words.days_elsewhere import OF_MONTH, ORDINALS, PERIODS, WEEKDAYS
from sheets_sync.words.headers_elsewhere import EXPORTS, HEADERS
from sheets_sync.words.kinds_elsewhere import KINDS
from sheets_sync.words.not_kept_elsewhere import NOT_KEPT
from sheets_sync.words.paying_elsewhere import PAYING
from sheets_sync.words.rates_elsewhere import ASIDE, RATES
from sheets_sync.words.summing_elsewhere import FIRST, SAY, WHOLE
from sheets_sync.words.taxed_elsewhere import TAX
from sheets_sync.words.typed import Typed
from sheets_sync.words.unpaid_elsewhere import UNPAID

_TYPED: Final = {
    "de": Typed(
        everybody="alle|alle kunden|jeder",
        unlike="viertel|viertelstunden|viertelstunde|halbe|halben|halbstunden|zehntel|unterrichtsstunden|unterrichtsstunde|schulstunden|lektionen",
        gratis="kostenlos|kostenfrei|gratis",
        hours="std|stunde|stunden|stdn",
        minutes="minuten",
        days="tage|tagen|arbeitstag|arbeitstage",
        days_behind="arbeitstagen|werktag|werktage|werktagen",
        doubtful_units="t|tg|tag|pro tag|je tag|pt|mt|at|manntag|manntage|personentag|personentage",
        currencies={"CHF": "fr|sfr|franken"},
        beside_money="netto|brutto|zzgl|inkl|exkl|ohne|mit|mwst|ust|pauschal|bezahlt|gesamt|summe",
        yes="ja",
        no="nein",
        purposes=PAYING["de"] | TAX["de"],
    ),
    "es": Typed(
        everybody="todos|todos los clientes",
        unlike="media|medias|cuarto|cuartos|lectivas",
        gratis="gratis|gratuito",
        beside_money="iva|sin|con|más|incluido",
        hours="hora|horas",
        minutes="minuto|minutos",
        days="día|días|dia|dias|jornada|jornadas",
        days_behind="día laborable|días laborables|día hábil|días hábiles",
        yes="sí|si",
        purposes=PAYING["es"] | TAX["es"],
    ),
    "fr": Typed(
        everybody="tous|tous les clients",
        unlike="demi|demies|quart|quarts|dixièmes",
        gratis="gratuit|gratuite|offert",
        beside_money="ttc|ht|hors|taxe|taxes|tva|net|brut|forfait|payé",
        hours="heure|heures",
        days="jour|jours|journée|journées",
        days_behind="jour ouvré|jours ouvrés",
        doubtful_units="j|jh|mn|mi|demijournée",
        yes="oui",
        no="non",
        purposes=PAYING["fr"] | TAX["fr"],
    ),
    "it": Typed(
        everybody="tutti|tutti i clienti",
        gratis="gratis|gratuito",
        beside_money="iva|esclusa|inclusa|oltre",
        hours="ora|ore",
        minutes="minuti",
        days="giorno|giorni|giornata|giornate",
        doubtful_units="gg",
        yes="sì",
        purposes=PAYING["it"] | TAX["it"],
    ),
    "pt": Typed(purposes=PAYING["pt"], yes="sim", no="não", gratis="grátis|gratuito|gratuita"),
    "nl": Typed(
        everybody="iedereen|alle klanten",
        gratis="gratis|kosteloos",
        beside_money="btw|inclusief|exclusief",
        hours="uur|uren",
        minutes="minuut|minuten",
        days="dag|dagen",
        doubtful_units="u",
        no="nee",
        purposes=PAYING["nl"] | TAX["nl"],
    ),
    "pl": Typed(
        everybody="wszyscy|wszyscy klienci",
        unlike="lekcyjne|lekcyjnych|kwadranse|pół|ćwierć",
        gratis="gratis|bezpłatnie|bezpłatne|za darmo",
        beside_money="bez|z",
        hours="godz|godzina|godziny|godzin|godzinę",
        minutes="minuta|minuty|minut|minutę",
        days="dzień|dni|dnia",
        days_behind="dzień roboczy|dni robocze|dni roboczych",
        doubtful_units="doba|dobę|na dobę|za dobę|doby|rbh|rbg|r-g",
        yes="tak",
        no="nie",
        currencies={"PLN": "zł|zl"},
        purposes=PAYING["pl"] | TAX["pl"],
    ),
    "cs": Typed(
        everybody="všichni",
        unlike="půlhodiny|čtvrthodiny|vyučovací",
        gratis="zdarma",
        purposes=PAYING["cs"],
        beside_money="dph|bez",
        hours="hod|hodina|hodiny|hodin|hodinu",
        minutes="minuta|minuty|minut|minutu",
        days="den|dny|dnů|dne",
        yes="ano",
        currencies={"CZK": "kč"},
    ),
    "sk": Typed(
        purposes=PAYING["sk"],
        hours="hodina|hodín",
        minutes="minúta|minúty|minút|minútu",
        days="deň|dní|dňa",
    ),
    "sl": Typed(purposes=PAYING["sl"], doubtful_units="ura|ure|uri|uro|na uro|ur|dneva"),
    "hr": Typed(
        purposes=PAYING["hr"], hours="sati|sata", days="dan|dana|dani", doubtful_units="sat|dnevno"
    ),
    "sr": Typed(
        purposes=PAYING["sr"],
        hours="сат|сата|сати",
        minutes="минуту",
        days="дан|дани",
        doubtful_units="дана|дневно",
        currencies={"RSD": "дин|din"},
    ),
    "bg": Typed(purposes=PAYING["bg"], hours="часове", minutes="минути", days="ден"),
    "ro": Typed(purposes=PAYING["ro"], hours="oră", days="zi|zile", currencies={"lei": "leu"}),
    "hu": Typed(
        purposes=PAYING["hu"],
        hours="óra|órák",
        doubtful_units="perc|nap|ó|p",
        currencies={"HUF": "ft"},
    ),
    "el": Typed(
        purposes=PAYING["el"],
        hours="ώρα|ώρεσ",
        minutes="λεπτό|λεπτά|λεπ",
        days="ημέρα|ημέρεσ",
        doubtful_units="ώ|λ|η",
    ),
    "sv": Typed(
        purposes=PAYING["sv"],
        beside_money="moms|exkl|inkl|utan",
        hours="timme|timmar",
        minutes="minuter",
        doubtful_units="tim|dygn|per dygn",
        currencies={"kr": "kronor"},
    ),
    "da": Typed(
        purposes=PAYING["da"],
        minutes="minutter",
        days="dage",
        doubtful_units="timer|pr time|per time",
        currencies={"kr": "kroner"},
    ),
    "nb": Typed(purposes=PAYING["nb"], minutes="minutt", doubtful_units="døgn|per døgn"),
    "fi": Typed(
        purposes=PAYING["fi"],
        hours="tunti|tunnit|tuntia",
        minutes="minuutti|minuuttia|minuutit",
        days="päivä|päivää|päivät",
        doubtful_units="pv",
    ),
    "et": Typed(
        purposes=PAYING["et"],
        hours="tund|tundi|tunnid",
        minutes="minutit|minutid",
        days="päev|päeva|päevad",
        doubtful_units="ööpäev|ööpäeva|ööpäevad",
    ),
    "lv": Typed(
        purposes=PAYING["lv"],
        hours="stunda|stundas|stundu",
        minutes="minūte|minūtes|minūšu",
        days="diena|dienas|dienu",
    ),
    "lt": Typed(
        purposes=PAYING["lt"],
        hours="valanda|valandos|valandų",
        minutes="minutė|minutės|minučių",
        days="dienos|dienų",
        doubtful_units="val",
    ),
    "uk": Typed(
        everybody="всі|для всіх|усі|всі клієнти",
        gratis="безкоштовно|безоплатно",
        purposes=PAYING["uk"],
        hours="година|години|годин|годину",
        minutes="хв|хвилина|хвилини|хвилин|хвилину",
        days="дні|днів",
        days_behind="робочий день|робочих дні|робочих днів",
        doubtful_units="доба|добу|х",
        yes="так",
        no="ні",
        currencies={"UAH": "гривня|гривні|гривень"},
    ),
    "be": Typed(
        purposes=PAYING["be"],
        hours="гадз|гадзіна|гадзіны|гадзін|гадзіну",
        minutes="хвіліна|хвіліны|хвілін|хвіліну",
        doubtful_units="суткі|сутак",
        currencies={"BYN": "br"},
    ),
    "kk": Typed(purposes=PAYING["kk"], hours="сағат|сағ", days="күн"),
    "ky": Typed(purposes=PAYING["ky"], hours="саат", minutes="мүнөт|мүн", doubtful_units="ст|кн"),
    "mn": Typed(purposes=PAYING["mn"], hours="цаг", doubtful_units="ц|хоног"),
    "uz": Typed(
        purposes=PAYING["uz"],
        hours="soat",
        minutes="daqiqa|daq",
        days="kun",
        currencies={"UZS": "сум|сўм"},
    ),
    "tr": Typed(
        purposes=PAYING["tr"],
        hours="saat",
        minutes="dakika|dk",
        days="gün",
        doubtful_units="sa",
        yes="evet",
        no="hayır",
        currencies={"TRY": "tl"},
    ),
    "az": Typed(purposes=PAYING["az"], minutes="dəqiqə|dəq"),
    "ka": Typed(
        purposes=PAYING["ka"],
        hours="საათი|სთ",
        minutes="წუთი|წთ",
        days="დღე",
        currencies={"GEL": "ლ|ლარი"},
    ),
    "hy": Typed(purposes=PAYING["hy"], hours="ժամ|ժ", minutes="րոպե|ր", days="օր"),
    "he": Typed(
        purposes=PAYING["he"], hours="שעה|שעות|שע׳", minutes="דקה|דקות|דק׳", days="יום|ימים|ימ׳"
    ),
    "ar": Typed(
        purposes=PAYING["ar"], hours="ساعة|ساعات", minutes="دقيقة|دقائق", days="يوم|أيام|يومًا"
    ),
    "fa": Typed(purposes=PAYING["fa"], hours="ساعت", minutes="دقیقه", days="روز"),
    "hi": Typed(hours="घंटा|घंटे", minutes="मिनट", days="दिन"),
    "zh": Typed(
        purposes=PAYING["zh"],
        hours="小时|小時",
        minutes="分钟|分鐘",
        days="天",
        currencies={"CNY": "元"},
    ),
    "ja": Typed(
        purposes=PAYING["ja"], hours="時間", minutes="分", days="日", currencies={"JPY": "円"}
    ),
    "ko": Typed(purposes=PAYING["ko"], hours="시간", minutes="분", days="일"),
    "vi": Typed(purposes=PAYING["vi"], hours="giờ|tiếng", minutes="phút", days="ngày"),
    "id": Typed(
        purposes=PAYING["id"],
        minutes="menit|mnt|minit",
        days="hari",
        doubtful_units="jam|per jam",
        currencies={"IDR": "rp", "MYR": "rm"},
    ),
}

ELSEWHERE: Final = {
    code: replace(
        each,
        totals_first=FIRST.get(code, ""),
        totals_say=SAY.get(code, ""),
        totals_whole=WHOLE.get(code, ""),
        kinds=KINDS.get(code, {}),
        not_kept=NOT_KEPT.get(code, {}),
        unpaid=UNPAID.get(code, {}),
        rates=RATES.get(code, {}),
        other_prices={"aside": ASIDE[code]} if code in ASIDE else {},
        headers=HEADERS.get(code, {}),
        breaks=BREAKS.get(code, {}),
        in_all=IN_ALL.get(code, ""),
        exports=EXPORTS.get(code, {}),
        weekdays=WEEKDAYS.get(code, ()),
        ordinals=ORDINALS.get(code, ""),
        of_month=OF_MONTH.get(code, ""),
        periods=PERIODS.get(code, ""),
    )
    for code, each in _TYPED.items()
}

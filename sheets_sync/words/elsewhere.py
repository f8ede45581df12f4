"""What people type in languages that we do not speak: a beginning, for whoever adds one of them."""

from typing import Final

from sheets_sync.words.typed import Typed

_CLIENT = "kunde"
_SERVICE = "aufgabe"

ELSEWHERE: Final = {
    "de": Typed(
        hours="std|stunde|stunden|stdn",
        minutes="minuten",
        days="tage|tagen|arbeitstag|arbeitstage",
        doubtful_units="t|tg|tag|pro tag|je tag|pt|mt",
        yes="ja",
        no="nein",
        purposes={
            "invoice": "rechnung|rechnungen|rechnungsnummer|rechnungsnr|rechn|rg|re",
            "number": "nr|nummer",
            "dated": "vom|v",
            "and": "und|u",
            "returned": "rückzahlung|rückbuchung|rücklastschrift|storno|retoure",
            "firm": "gmbh|ug|ag|kg|ohg|gbr|mbh|e.k|e.v|haftungsbeschränkt",
        },
        headers={
            "log.date": "datum|tag",
            "log.client": _CLIENT,
            "log.service": _SERVICE,
            "log.order": "projekt",
            "log.minutes": "dauer|zeit",
            "log.staff": "mitarbeiter",
            "log.note": "bemerkung",
            "log.begin": "von|beginn",
            "log.end": "bis|ende",
            "prices.client": _CLIENT,
            "prices.service": _SERVICE,
            "prices.price": "preis",
            "prices.unit": "einheit",
            "payments.date": "datum",
            "payments.client": _CLIENT,
            "payments.amount": "betrag|zahlung",
            "clients.client": _CLIENT,
        },
        exports={
            "Client": "Kunde",
            "Customer": "Kunde",
            "Project": "Projekt",
            "Task": "Aufgabe",
            "Activity": "Tätigkeit",
            "Date": "Datum",
            "Start date": "Startdatum",
            "Start": "Beginn",
            "Begin": "Beginn",
            "From": "Von",
            "End": "Ende",
            "To": "Bis",
            "User": "Benutzer",
            "First name": "Vorname",
            "Last name": "Nachname",
            "Description": "Beschreibung",
            "Notes": "Notizen",
            "Billable": "Abrechenbar",
            "Billable?": "Abrechenbar?",
            "Hours": "Stunden",
            "Duration": "Dauer",
            "Duration (h)": "Dauer (h)|Dauer (Std)|Dauer (Std.)|Dauer (Stunden)",
            "Duration (decimal)": "Dauer (dezimal)|Dauer (Dezimal)",
        },
    ),
    "es": Typed(
        hours="hora|horas",
        minutes="minuto|minutos",
        days="día|días|dia|dias|jornada|jornadas",
        yes="sí|si",
    ),
    "fr": Typed(
        hours="heure|heures",
        days="jour|jours|journée|journées",
        doubtful_units="j|jh|mn|mi|demijournée",
        yes="oui",
        no="non",
    ),
    "it": Typed(
        hours="ora|ore",
        minutes="minuti",
        days="giorno|giorni|giornata|giornate",
        doubtful_units="gg",
        yes="sì",
    ),
    "pt": Typed(yes="sim", no="não"),
    "nl": Typed(
        hours="uur|uren", minutes="minuut|minuten", days="dag|dagen", doubtful_units="u", no="nee"
    ),
    "pl": Typed(
        hours="godz|godzina|godziny|godzin|godzinę",
        minutes="minuta|minuty|minut|minutę",
        days="dzień|dni|dnia",
        doubtful_units="doba|dobę|na dobę|za dobę|doby",
        yes="tak",
        no="nie",
        currencies={"PLN": "zł|zl"},
    ),
    "cs": Typed(
        hours="hod|hodina|hodiny|hodin|hodinu",
        minutes="minuta|minuty|minut|minutu",
        days="den|dny|dnů|dne",
        yes="ano",
    ),
    "sk": Typed(hours="hodina|hodín", minutes="minúta|minúty|minút|minútu", days="deň|dní|dňa"),
    "sl": Typed(doubtful_units="ura|ure|uri|uro|na uro|ur|dneva"),
    "hr": Typed(hours="sati|sata", days="dan|dana|dani", doubtful_units="sat|dnevno"),
    "sr": Typed(
        hours="сат|сата|сати", minutes="минуту", days="дан|дани", doubtful_units="дана|дневно"
    ),
    "bg": Typed(hours="часове", minutes="минути", days="ден"),
    "ro": Typed(hours="oră", days="zi|zile"),
    "hu": Typed(hours="óra|órák", doubtful_units="perc|nap|ó|p"),
    "el": Typed(
        hours="ώρα|ώρεσ", minutes="λεπτό|λεπτά|λεπ", days="ημέρα|ημέρεσ", doubtful_units="ώ|λ|η"
    ),
    "sv": Typed(
        hours="timme|timmar",
        minutes="minuter",
        doubtful_units="tim|dygn|per dygn",
        currencies={"kr": "kronor"},
    ),
    "da": Typed(
        minutes="minutter",
        days="dage",
        doubtful_units="timer|pr time|per time",
        currencies={"kr": "kroner"},
    ),
    "nb": Typed(minutes="minutt", doubtful_units="døgn|per døgn"),
    "fi": Typed(
        hours="tunti|tunnit|tuntia",
        minutes="minuutti|minuuttia|minuutit",
        days="päivä|päivää|päivät",
        doubtful_units="pv",
    ),
    "et": Typed(
        hours="tund|tundi|tunnid",
        minutes="minutit|minutid",
        days="päev|päeva|päevad",
        doubtful_units="ööpäev|ööpäeva|ööpäevad",
    ),
    "lv": Typed(
        hours="stunda|stundas|stundu", minutes="minūte|minūtes|minūšu", days="diena|dienas|dienu"
    ),
    "lt": Typed(
        hours="valanda|valandos|valandų",
        minutes="minutė|minutės|minučių",
        days="dienos|dienų",
        doubtful_units="val",
    ),
    "uk": Typed(
        hours="година|години|годин|годину",
        minutes="хв|хвилина|хвилини|хвилин|хвилину",
        days="дні|днів",
        doubtful_units="доба|добу|х",
        yes="так",
        no="ні",
        currencies={"UAH": "гривня|гривні|гривень"},
    ),
    "be": Typed(
        hours="гадз|гадзіна|гадзіны|гадзін|гадзіну",
        minutes="хвіліна|хвіліны|хвілін|хвіліну",
        doubtful_units="суткі|сутак",
    ),
    "kk": Typed(hours="сағат|сағ", days="күн"),
    "ky": Typed(hours="саат", minutes="мүнөт|мүн", doubtful_units="ст|кн"),
    "mn": Typed(hours="цаг", doubtful_units="ц|хоног"),
    "uz": Typed(hours="soat", minutes="daqiqa|daq", days="kun"),
    "tr": Typed(
        hours="saat", minutes="dakika|dk", days="gün", doubtful_units="sa", yes="evet", no="hayır"
    ),
    "az": Typed(minutes="dəqiqə|dəq"),
    "ka": Typed(hours="საათი|სთ", minutes="წუთი|წთ", days="დღე"),
    "hy": Typed(hours="ժամ|ժ", minutes="րոպե|ր", days="օր"),
    "he": Typed(hours="שעה|שעות|שע׳", minutes="דקה|דקות|דק׳", days="יום|ימים|ימ׳"),
    "ar": Typed(hours="ساعة|ساعات", minutes="دقيقة|دقائق", days="يوم|أيام|يومًا"),
    "fa": Typed(hours="ساعت", minutes="دقیقه", days="روز"),
    "hi": Typed(hours="घंटा|घंटे", minutes="मिनट", days="दिन"),
    "zh": Typed(hours="小时|小時", minutes="分钟|分鐘", days="天"),
    "ja": Typed(hours="時間", minutes="分", days="日"),
    "ko": Typed(hours="시간", minutes="분", days="일"),
    "vi": Typed(hours="giờ|tiếng", minutes="phút", days="ngày"),
    "id": Typed(minutes="menit|mnt|minit", days="hari", doubtful_units="jam|per jam"),
}

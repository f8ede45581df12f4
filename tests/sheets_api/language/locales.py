"""What a spreadsheet's locale changes: separators, dates, money, the words for true and false.

Measured [R]: en_US alone. The other locales are assumed from what Google Sheets shows a person
(File > Settings > Locale). Number-format patterns are written the American way in every locale;
only what they show differs."""

from dataclasses import dataclass


def words(text: str) -> tuple[str, ...]:
    """The words of a list written as one text."""
    return tuple(text.split())


EN_MONTHS = words(
    "January February March April May June July August September October November December"
)
EN_DAYS = words("Sunday Monday Tuesday Wednesday Thursday Friday Saturday")
RU_MONTHS = words(
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
)
RU_NOMINATIVE = words(
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"
)
RU_SHORT = words("янв. февр. мар. апр. мая июн. июл. авг. сент. окт. нояб. дек.")
RU_DAYS = words("воскресенье понедельник вторник среда четверг пятница суббота")
RU_DAYS_SHORT = words("вс пн вт ср чт пт сб")
DE_MONTHS = words(
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
)
DE_DAYS = words("Sonntag Montag Dienstag Mittwoch Donnerstag Freitag Samstag")
FR_MONTHS = words(
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
)
FR_SHORT = words("janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.")
FR_DAYS = words("dimanche lundi mardi mercredi jeudi vendredi samedi")


@dataclass(frozen=True, eq=False)
class Locale:
    """How one locale writes things. ``order`` is that of day, month and year in a date."""

    name: str
    decimal: str = "."
    group: str = ","
    order: str = "dmy"
    separators: str = "/-."
    date: str = "dd/mm/yyyy"
    time: str = "hh:mm:ss"
    symbol: str = "$"
    money: str = '"$"#,##0.00'
    true: str = "TRUE"
    false: str = "FALSE"
    months: tuple[str, ...] = EN_MONTHS
    months_short: tuple[str, ...] = tuple(month[:3] for month in EN_MONTHS)
    days: tuple[str, ...] = EN_DAYS
    days_short: tuple[str, ...] = tuple(day[:3] for day in EN_DAYS)
    month_words: tuple[tuple[str, ...], ...] = ()

    @property
    def comma_decimal(self) -> bool:
        """Whether ``,`` is the decimal mark, so that formulas take ``;`` alone between arguments."""
        return self.decimal == ","

    @property
    def money_after(self) -> bool:
        """Whether the currency sign stands behind the amount."""
        return self.money.startswith("#")

    def default_pattern(self, kind: str) -> str:
        """The pattern that a number format has when it names only its type."""
        return {
            "DATE": self.date,
            "TIME": self.time,
            "DATE_TIME": f"{self.date} {self.time.replace(' am/pm', '')}",
            "NUMBER": "#,##0.00",
            "PERCENT": "0.00%",
            "CURRENCY": self.money,
            "SCIENTIFIC": "0.00E+00",
            "TEXT": "@",
        }.get(kind, "General")


_EN_US = Locale("en_US", order="mdy", separators="/-", date="m/d/yyyy", time="h:mm:ss am/pm")
_RU_RU = Locale(
    "ru_RU",
    decimal=",",
    group="\u00a0",
    date="dd.mm.yyyy",
    time="h:mm:ss",
    symbol="₽",
    money='#,##0.00" ₽"',
    true="ИСТИНА",
    false="ЛОЖЬ",
    months=RU_MONTHS,
    months_short=RU_SHORT,
    days=RU_DAYS,
    days_short=RU_DAYS_SHORT,
    month_words=(RU_NOMINATIVE,),
)
_DE_DE = Locale(
    "de_DE",
    decimal=",",
    group=".",
    date="dd.mm.yyyy",
    symbol="€",
    money='#,##0.00" €"',
    true="WAHR",
    false="FALSCH",
    months=DE_MONTHS,
    months_short=tuple(month[:3] for month in DE_MONTHS),
    days=DE_DAYS,
    days_short=tuple(day[:2] for day in DE_DAYS),
)
_FR_FR = Locale(
    "fr_FR",
    decimal=",",
    group="\u00a0",
    symbol="€",
    money='#,##0.00" €"',
    true="VRAI",
    false="FAUX",
    months=FR_MONTHS,
    months_short=FR_SHORT,
    days=FR_DAYS,
    days_short=tuple(day[:3] for day in FR_DAYS),
)
_EN_GB = Locale("en_GB", symbol="£", money='"£"#,##0.00')

LOCALES = {locale.name: locale for locale in (_EN_US, _EN_GB, _RU_RU, _DE_DE, _FR_FR)}
LOCALES["en"] = _EN_US


def locale_of(name: str) -> Locale:
    """The locale of this name. Raises ``ValueError`` for one that is not here: taken for en_US, it
    would exchange days and months as no French spreadsheet does."""
    if name not in LOCALES:
        raise ValueError(f"the emulator knows no locale {name!r}: add it here")
    return LOCALES[name]

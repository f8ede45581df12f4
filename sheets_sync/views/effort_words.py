"""The words of ``sync explain CLIENT --effort``, in English and Russian."""

from typing import Final

from sheets_sync.words import LANGUAGES, Language

WORDS: Final[dict[str, tuple[str, str]]] = {
    "title": ("Labour", "Труд"),
    "verdict": (
        "His orders took {index} times the labour that the same orders take with others: "
        "{observed} h instead of {expected} h.",
        "На его заказы ушло в {index} раза больше труда, чем на такие же заказы других: "
        "{observed} ч вместо {expected} ч.",
    ),
    "covers": (
        "The comparison covers {share} of his {hours} h.",
        "Сравнение охватывает {share} его {hours} ч.",
    ),
    "no_peers": (
        "There is nobody to compare him with: no service of his is taken by {min_peers} other "
        "clients or more. He took {hours} h.",
        "Сравнить его не с кем: ни одну его услугу не берут хотя бы {min_peers} других клиента. "
        "Он занял {hours} ч.",
    ),
    "no_labour": (
        "No minutes were logged for him in these days.",
        "За эти дни на него не записано ни одной минуты.",
    ),
    "advice": ("Advice: {advice}. {why}.", "Совет: {advice}. {why}."),
    "services": ("What drives it", "Из чего это складывается"),
    "service": ("service", "услуга"),
    "orders_count": ("orders", "заказов"),
    "his": ("his min", "его мин"),
    "others": ("others'", "у других"),
    "peers": ("peers", "других"),
    "times": ("times", "раз"),
    "more": ("hours more", "лишних ч"),
    "per_order": (
        "his min, others': minutes an order; others': the median of so many peers.",
        "его мин, у других: минут на заказ; у других: медиана стольких клиентов.",
    ),
    "without_norm": (
        "No norm (fewer than {min_peers} others take it): {services}",
        "Без нормы (берут меньше {min_peers} других): {services}",
    ),
    "in_hours": ("{hours} h", "{hours} ч"),
    "costly": ("His most expensive orders", "Его самые дорогие заказы"),
    "order": ("order", "заказ"),
    "days": ("days", "дни"),
    "hours": ("hours", "часов"),
    "usual": ("usual", "обычно"),
    "charged": ("charged", "списано"),
    "what": ("services", "услуги"),
    "unnamed": ("row {cell}", "строка {cell}"),
    "money": ("What his hours would have brought", "Сколько принесли бы его часы"),
    "house": (
        "The other clients bring {rate} {currency} an hour. At that, his {hours} h would have "
        "brought {brought} {currency}; he was charged {charged} {currency}: {difference}.",
        "Остальные клиенты приносят {rate} {currency} в час. Столько же за его {hours} ч дало бы "
        "{brought} {currency}; списано {charged} {currency}: {difference}.",
    ),
    "less": ("{amount} {currency} less", "на {amount} {currency} меньше"),
    "not_less": ("no less than that", "не меньше этого"),
    "no_house": (
        "No other client in {currency} has minutes to compare with; he was charged "
        "{charged} {currency}.",
        "Других клиентов в {currency} с записанными минутами нет; списано {charged} {currency}.",
    ),
    "besides": ("Besides", "Кроме того"),
    "quotes": (
        "quotes an order: {own}; with others {peers}",
        "расчётов на заказ: {own}; у других {peers}",
    ),
    "unknown": ("unknown", "неизвестно"),
    "off_channel": (
        "past the agreed channels: {share} of his minutes",
        "мимо согласованных каналов: {share} его минут",
    ),
    "unbilled": (
        "without a price, so that nobody pays: {share} of his minutes",
        "без цены, никто не платит: {share} его минут",
    ),
    "chart": (
        "Minutes an order: his, and with others",
        "Минут на заказ: у него и у других",
    ),
    "he": ("he", "он"),
    "like_others": ("1× like the others", "1× как у других"),
    "heavy": ("{limit}× heavy", "{limit}× много"),
    "times_others": ("times the labour of others", "раз к труду других"),
}


def words(key: str, language: Language, **values: object) -> str:
    """The text of ``key``, its ``{names}`` filled."""
    return WORDS[key][LANGUAGES.index(language)].format(**values)

"""Plural forms of English and Russian, after the rules of Unicode CLDR for whole numbers.

English has two forms (1 order, 2 orders), Russian three (1 заказ, 2 заказа, 5 заказов).
"""

from collections.abc import Sequence

from sheets_sync.words import Language


def plural(count: int, language: Language, forms: Sequence[str]) -> str:
    """The form that goes with ``count``: of (one, other) or of (one, few, many)."""
    number = abs(count)
    if language == "en":
        return forms[0 if number == 1 else 1]
    tens, ones = number % 100, number % 10
    if ones == 1 and tens != 11:
        return forms[0]
    return forms[1 if 2 <= ones <= 4 and not 12 <= tens <= 14 else 2]

"""The keys of 1CClientBankExchange as Kazakh banks write them (Kaspi, Jusan, CenterCredit), after
samples of theirs: the same things by other names, and the side by the name of the sum. Pure."""

from collections.abc import Iterator, Mapping
from typing import Final

_SIDES: Final = ("Плательщик", "Получатель")
_OF_A_SIDE: Final = {"ИИК": "Счет", "Наименование": "1", "БИН_ИИН": "ИНН"}
_USUAL: Final = {
    "НомерДокумента": "Номер", "ДатаДокумента": "Дата",
    "СуммаПриход": "Сумма", "СуммаРасход": "Сумма",
    **{f"{side}{own}": f"{side}{usual}" for side in _SIDES for own, usual in _OF_A_SIDE.items()},
}  # fmt: skip
_DAY: Final = "ДатаОперации"
_BOOKED: Final = {"СуммаПриход": "ДатаПоступило", "СуммаРасход": "ДатаСписано"}
"""Where the day stands on which a document was booked, by its sum."""


def in_usual_keys(values: Mapping[str, str]) -> dict[str, str]:
    """The values of a section by the keys of the format's description; what these tell already is
    theirs."""
    return {**dict(_told_otherwise(values)), **{key: v for key, v in values.items() if v.strip()}}


def _told_otherwise(values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for key, usual in _USUAL.items():
        if values.get(key, "").strip():
            yield usual, values[key]
    if day := values.get(_DAY, "").strip():
        booked = [each for key, each in _BOOKED.items() if values.get(key, "").strip()]
        yield from ((each, day) for each in booked or _BOOKED.values())

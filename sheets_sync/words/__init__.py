"""The languages that the product speaks."""

from typing import Final, Literal, TypeAlias

Language: TypeAlias = Literal["en", "ru"]
LANGUAGES: Final[tuple[Language, ...]] = ("en", "ru")

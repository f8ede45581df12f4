"""What a CSV may be written in, as the config names it (design §20). Light to import."""

from typing import Final, Literal, TypeAlias, get_args

ENCODINGS: Final = (
    "utf-8", "cp1250", "cp1251", "cp1252", "cp852", "cp866", "koi8-r", "koi8-u", "iso8859-1",
    "iso8859-2", "iso8859-5", "iso8859-15", "mac-cyrillic",
)  # fmt: skip
"""The encodings of statements, those that are met more often first."""

Delimiter: TypeAlias = Literal[";", ",", "\t", "|"]
"""What parts cells."""

DELIMITERS: Final[tuple[str, ...]] = get_args(Delimiter)

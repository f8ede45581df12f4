"""A language that nobody speaks, made of English by a script: every letter changed, the rest kept.

Its numbers and months are Greek: no letter of English or Russian is left in what it says.
"""

import string
from collections.abc import Mapping

from sheets_sync.words import language_of
from sheets_sync.words.language import Language, Table, Text, one_or_other
from sheets_sync.words.typed import Typed

CODE = "qps"
_LETTERS = str.maketrans(
    string.ascii_letters, "åƀçđéƒĝĥïĵķĺɱñöþɋřšţüṽŵẋýžÅƁÇĐÉƑĜĤÏĴĶĹṂÑÖÞɊŘŠŢÜṼŴẊÝŽ"
)


def made(text: str) -> str:
    """A text with its letters changed, but for the names of its fields."""
    parts = text.split("{")
    fields = [part.partition("}") for part in parts[1:]]
    rest = (f"{{{name}{close}{after.translate(_LETTERS)}" for name, close, after in fields)
    return "".join([parts[0].translate(_LETTERS), *rest])


def _made(text: Text) -> Text:
    if isinstance(text, Mapping):
        return {form: made(each) for form, each in text.items()}
    return made(text)


_TEXTS: Table = {key: _made(text) for key, text in language_of("en").texts.items()}

LANGUAGE = Language(
    name="Þšéüđö",
    also_called=(),
    cldr="el",
    decimal=",",
    group=".",
    day="%d/%m/%Y",
    day_in_cells="dd/mm/yyyy",
    day_in_letters="d MMM y",
    per_cent="%",
    ticks=("TRUE", "FALSE"),
    plural=one_or_other,
    typed=Typed(),
    texts=_TEXTS,
)

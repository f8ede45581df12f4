"""Latin letters for texts that banks in the euro area take (EPC217-08)."""

import re
import unicodedata
from typing import Final

_CYRILLIC: Final = (
    "а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh "
    "ц=ts ч=ch ш=sh щ=shch ъ=ie ы=y ь= э=e ю=iu я=ia"
)
"""As passports have it (ICAO 9303, part 3)."""

_OTHERS: Final = "ß=ss æ=ae ø=o œ=oe ł=l đ=d №=No."
_SPELT: Final = dict(pair.split("=") for pair in f"{_CYRILLIC} {_OTHERS}".split())
_NAME: Final = 70
_TAKEN: Final = re.compile(r"[^A-Za-z0-9/\-?:().,'+ ]")


def latin(text: str) -> str:
    """``text`` in the letters of EPC217-08; what has none there becomes a full stop."""
    spelt = "".join(_spelt(each) for each in text)
    plain = "".join(
        each for each in unicodedata.normalize("NFKD", spelt) if not unicodedata.combining(each)
    )
    return _TAKEN.sub(".", plain)


def payee_name(text: str) -> str:
    """A payee as a bank of the euro area reads it, 70 signs at most: letters of another script in
    Latin ones; a name in Latin letters stays as the bank knows it, accents and all."""
    foreign = any(
        each.isalpha() and not unicodedata.name(each, "").startswith("LATIN") for each in text
    )
    return (latin(text) if foreign else text)[:_NAME].rstrip()


def _spelt(letter: str) -> str:
    spelt = _SPELT.get(letter.lower(), letter)
    return spelt if letter.islower() else spelt.capitalize()

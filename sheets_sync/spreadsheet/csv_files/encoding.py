"""The text in the bytes of a file: UTF-8, UTF-16 or Windows-1251, never by a silent guess (§15)."""

import re
from typing import Final

_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_WORD: Final = re.compile(r"[^\W\d_]+")
_CYRILLIC: Final = re.compile(r"[А-яЁёІіЇїЄєҐґ]+")
_SIGNS: Final = frozenset("«»“”„‘’‚–—…№°±§·•\u00a0₽€")
_ALPHABETS: Final = frozenset({0x00, 0x01, 0x04, 0x20, 0x21})
"""The upper bytes of Latin and Cyrillic letters, of dashes, quotes and currency signs."""
_MIXED_CASE: Final = re.compile(r"[а-яёіїєґ][А-ЯЁІЇЄҐ]")


def text_of(data: bytes) -> str:
    """The text. Raises ``ValueError`` where its encoding cannot be told for certain."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _sound(data.decode(encoding))
    if b"\0" in data:
        return _sound(data.decode(_wide(data)))
    try:
        return _sound(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _russian(data)


def _wide(data: bytes) -> str:
    """Which UTF-16 it is that has no mark: every second byte is one of a few alphabets."""
    even, odd = set(data[::2]) <= _ALPHABETS, set(data[1::2]) <= _ALPHABETS
    if len(data) % 2 or even == odd:
        raise ValueError("it is neither text of one byte a letter nor UTF-16")
    return "utf-16-be" if even else "utf-16-le"


def _russian(data: bytes) -> str:
    """Windows-1251, where all words are such as people write: other encodings of one byte a
    letter come out as words of two alphabets, or with capitals in their midst."""
    text = _sound(data.decode("cp1251"))
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    strange = [each for each in words if not _CYRILLIC.fullmatch(each) or _MIXED_CASE.search(each)]
    signs = {each for each in text if not each.isascii() and not each.isalpha()}
    if strange or not words or signs - _SIGNS:
        raise ValueError("it is neither UTF-8 nor Windows-1251")
    return text


def _sound(text: str) -> str:
    if "\0" in text or "\ufffd" in text:
        raise ValueError("it holds bytes that are no text")
    return text

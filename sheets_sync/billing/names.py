"""Names match however they are typed (design §4): one folding for headers and cells alike."""

import unicodedata


def fold(name: str) -> str:
    """``name`` as it is compared: NFKC, casefolded, spaces collapsed and trimmed, ё as е."""
    text = unicodedata.normalize("NFKC", name).casefold().replace("ё", "е")
    return " ".join(text.split())

"""The question that ends a sentence about an unknown word."""

from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``'; did you mean "threshold"?'`` where a known word is near, else ``""``."""
    # Few configs are mistyped, and what finds like words is slow to import.
    from sheets_sync.billing.nearest import nearest  # noqa: PLC0415

    near = nearest(word, known)
    return f'; did you mean "{near}"?' if near else ""

"""The fixtures of the package, also where it lies alone."""

from ..fixtures import google, one_google

__all__ = ["google", "one_google"]

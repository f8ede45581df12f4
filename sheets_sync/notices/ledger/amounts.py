"""When two amounts are as good as one (design §17). Pure; minor units."""

_TENTH = 10


def about(amount: int, other: int) -> bool:
    """Whether ``amount`` is at most 10 % off the ``other``."""
    return _TENTH * abs(amount - other) <= abs(other)

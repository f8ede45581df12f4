"""The rules that billing goes by, as the config says them. Few, and light to import."""

from collections.abc import Mapping
from dataclasses import field

from sheets_sync.deferred import dataclass


@dataclass(frozen=True)
class Terms:
    """The config's rules for billing (design §13). Mappings by currency are in minor units.

    Names in ``channels``, ``personal_channels``, ``quote_services`` and ``staff_cost`` are
    as ``billing.names.alike`` looks for them. ``channels`` empty: all are agreed.
    ``cost_per_hour`` and ``staff_cost`` are minor units an hour; 0 or absent: unknown.
    ``re_arm``: absent currency means the client's threshold.
    """

    currency: str = "RUB"
    low_days: int = 0
    window: int = 90
    min_peers: int = 2
    heavy: int = 3
    extreme: int = 10
    cost_per_hour: Mapping[str, int] = field(default_factory=dict)
    staff_cost: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    channels: frozenset[str] = frozenset()
    personal_channels: frozenset[str] = frozenset()
    quote_services: frozenset[str] = frozenset()
    re_arm: Mapping[str, int] = field(default_factory=dict)
    round_up_to: Mapping[str, int] = field(default_factory=dict)

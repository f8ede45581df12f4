"""What a tab that nobody reads seems to be, for people, who decide (design §15)."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Guess:
    """What a tab seems to be.

    ``headers`` are those that are called otherwise, by column; ``lacks`` the columns that are not
    there; ``tracker`` whose export it is, "" nobody's. ``unit`` is that of labour, "" of minutes;
    where its header does not say it, it is guessed ``by_values``, and ``why`` says by which, ""
    where all say it themselves. ``per_piece``: nothing says what prices are for. ``constants``
    hold for all rows: headers or cells say them. ``apart`` is the header of another column of
    labour, in the other unit, that may be a part of it. ``choices`` are the headers of columns one
    of which is the money, and nobody knows which; ``beside`` that of money that would not be read.
    ``unsure``: something else has such headers, too; it is told, not proposed.
    """

    ref: str
    role: str
    headers: Mapping[str, str]
    lacks: tuple[str, ...] = ()
    tracker: str = ""
    unit: str = ""
    by_values: bool = False
    why: str = ""
    per_piece: bool = False
    constants: Mapping[str, str] = field(default_factory=dict)
    apart: str = ""
    choices: tuple[str, ...] = ()
    beside: str = ""
    unsure: bool = False

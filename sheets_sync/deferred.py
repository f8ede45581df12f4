"""Dataclasses whose methods are made when the first of them is called.

``dataclasses`` writes and compiles six methods for every class: about a millisecond each, which is
a quarter of a run that finds all as it was, and uses few of the classes that it imports. For frozen
classes of which there are few: where there are many, ``slots`` save more. The first call must not
come from two threads at once.
"""

from collections.abc import Callable
from dataclasses import Field, fields
from dataclasses import dataclass as made_at_once
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, Final, TypeVar

_METHODS: Final = (
    "__init__", "__repr__", "__eq__", "__hash__", "__setattr__", "__delattr__",
)  # fmt: skip
_FIELDS: Final = "__dataclass_fields__"

C = TypeVar("C", bound=type)

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 - what it is to a type checker
else:

    def dataclass(*, frozen: bool) -> Callable[[C], C]:
        """As ``dataclasses.dataclass``, frozen, without ``slots``: those need another class."""
        if not frozen:
            raise TypeError("a deferred dataclass is frozen")
        return _deferred


def _deferred(cls: C) -> C:
    """``cls`` with stand-ins, which make way for what they stand in for."""
    stand_ins = [name for name in _METHODS if name not in cls.__dict__]

    def make() -> None:
        for name in (*stand_ins, _FIELDS):
            delattr(cls, name)
        made_at_once(frozen=True, repr=False, eq=False)(cls)
        for name, method in _uncompiled(cls).items():
            if name in stand_ins or cls.__dict__.get(name) is None:  # as of one with __eq__ alone
                setattr(cls, name, method)

    for name in stand_ins:
        setattr(cls, name, _stand_in(cls, name, make))
    setattr(cls, _FIELDS, _Fields(cls, make))
    return cls


def _uncompiled(cls: type) -> dict[str, Callable[..., Any]]:
    """What ``dataclasses`` writes and compiles of a class though it does the same in each: half of
    what making it costs."""
    of_cls = fields(cls)
    values = _values([each.name for each in of_cls if each.compare])
    hashed = _values([each.name for each in of_cls if _is_hashed(each)])
    shown = [each.name for each in of_cls if each.repr]

    def equal(self: object, other: object) -> bool:
        return (
            values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented
        )

    @recursive_repr()
    def told(self: object) -> str:
        parts = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
        return f"{self.__class__.__qualname__}({parts})"

    return {"__eq__": equal, "__hash__": lambda self: hash(hashed(self)), "__repr__": told}


def _is_hashed(each: Field[Any]) -> bool:
    return each.compare if each.hash is None else each.hash


def _values(names: list[str]) -> Callable[[object], tuple[object, ...]]:
    """A function to those values of an object."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple(getattr(self, name) for name in names)


def _stand_in(cls: type, name: str, make: Callable[[], None]) -> Callable[..., Any]:
    def stand_in(self: object, *args: Any, **values: Any) -> Any:  # noqa: ANN401 - whatever it takes
        make()
        return getattr(cls, name)(self, *args, **values)

    return stand_in


class _Fields:
    """The fields of a class whose methods are still to be made: whoever asks has them made, as
    ``fields``, ``replace`` and dataclasses made from this one do."""

    def __init__(self, cls: type, make: Callable[[], None]) -> None:
        self._cls, self._make = cls, make

    def __get__(self, instance: object, owner: type) -> Any:  # noqa: ANN401 - a table of dataclasses'
        self._make()
        return getattr(self._cls, _FIELDS)

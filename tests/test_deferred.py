"""A deferred dataclass is what ``dataclasses`` makes of it, whoever asks first."""

import dataclasses
from collections.abc import Callable
from functools import cached_property
from typing import Any

import pytest

from sheets_sync.deferred import dataclass


def fresh():
    @dataclass(frozen=True)
    class Point:
        """A place."""

        across: int
        down: int = 0
        note: str = dataclasses.field(default="", compare=False)

        @cached_property
        def sum(self) -> int:
            return self.across + self.down

    return Point


def is_made(cls) -> bool:
    return isinstance(cls.__dict__["__dataclass_fields__"], dict)


def unmade(cls):
    """An instance of a class whose methods were not needed so far."""
    point = cls.__new__(cls)
    vars(point).update(across=1, down=2, note="here")
    return point


def inherited(cls) -> Any:
    return type("More", (cls,), {})


ASKS: dict[str, Callable[[Any], object]] = {
    "made": lambda cls: cls(1, down=2),
    "shown": lambda cls: repr(unmade(cls)),
    "compared": lambda cls: unmade(cls) == unmade(cls),
    "hashed": lambda cls: hash(unmade(cls)) == hash(unmade(cls)),
    "listed": dataclasses.fields,
    "told": dataclasses.is_dataclass,
    "replaced": lambda cls: dataclasses.replace(unmade(cls), down=9),
    "as a table": lambda cls: dataclasses.asdict(unmade(cls)),
    "inherited": lambda cls: dataclasses.dataclass(frozen=True)(inherited(cls))(1),
}


@pytest.mark.parametrize("ask", ASKS)
def test_whoever_asks_first_has_it_made(ask):
    point: Any = fresh()
    assert not is_made(point)

    assert ASKS[ask](point)

    assert is_made(point)


def test_is_what_dataclasses_make():
    point = fresh()

    assert repr(point(1)) == "fresh.<locals>.Point(across=1, down=0, note='')"
    assert point(1, 2, "a") == point(1, 2, "b") != point(1, 3)
    assert {point(1), point(1)} == {point(1)}
    assert point(1, 2).sum == 3
    match point(1, 2):
        case point(across, down):
            assert (across, down) == (1, 2)


@pytest.mark.parametrize("name", ["across", "elsewhere"])
def test_nothing_of_it_can_be_changed_even_before_it_is_made(name):
    for point in (unmade(fresh()), fresh()(1)):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(point, name, 5)
        with pytest.raises(dataclasses.FrozenInstanceError):
            delattr(point, name)


def test_one_that_inherits_may_be_made_first_or_last():
    @dataclass(frozen=True)
    class Named:
        name: str

    @dataclass(frozen=True)
    class Client(Named):
        since: int = 0

    assert Client("Acme", 3) == Client(name="Acme", since=3) != Client("Acme")
    assert Named("Acme") != Client("Acme")
    assert [each.name for each in dataclasses.fields(Client)] == ["name", "since"]


def test_a_plain_class_of_it_is_made_by_its_own_methods():
    corner = inherited(fresh())

    assert corner(1) == corner(1)


def test_what_a_class_says_itself_stays():
    @dataclass(frozen=True)
    class Quiet:
        word: str

        def __repr__(self) -> str:
            return "hidden"

    assert repr(Quiet("a")) == "hidden"


def test_one_that_says_itself_what_is_equal_is_hashed_as_ever():
    def of(decorated):
        @decorated
        class Loose:  # noqa: PLW1641 - that is what it is about
            word: str

            def __eq__(self, other: object) -> bool:
                return isinstance(other, type(self)) and self.word.lower() == other.word.lower()

        return Loose

    ours, theirs = of(dataclass(frozen=True)), of(dataclasses.dataclass(frozen=True))
    assert ours("A") == ours("a")
    assert hash(ours("A")) == hash(theirs("A"))


def made_of(kind):
    """A class whose fields are shown, compared and hashed each in another way."""

    @kind(frozen=True)
    class Odd:
        plain: int
        hidden: int = dataclasses.field(default=0, repr=False)
        apart: int = dataclasses.field(default=0, compare=False)
        unhashed: int = dataclasses.field(default=0, hash=False)
        only_hashed: int = dataclasses.field(default=0, compare=False, hash=True)

    @kind(frozen=True)
    class One:
        only: object

    @kind(frozen=True)
    class Nothing:
        pass

    return Odd, One, Nothing


def test_each_field_is_shown_compared_and_hashed_as_dataclasses_do():
    odd, one, nothing = made_of(dataclass)
    odd_too, one_too, nothing_too = made_of(dataclasses.dataclass)
    told = [
        *(
            (n, *rest)
            for n in (0, 1)
            for rest in ((0, 0, 0, 0), (1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1))
        )
    ]
    for a in told:
        assert hash(odd(*a)) == hash(odd_too(*a))
        assert repr(odd(*a)) == repr(odd_too(*a))
        for b in told:
            assert (odd(*a) == odd(*b)) == (odd_too(*a) == odd_too(*b))
    assert (hash(one("a")), repr(one("a"))) == (hash(one_too("a")), repr(one_too("a")))
    assert one("a") == one("a") != one("b")
    assert one("a").__eq__("a") is NotImplemented
    assert nothing() == nothing() != one("a")
    assert (hash(nothing()), repr(nothing())) == (hash(nothing_too()), repr(nothing_too()))


def test_one_that_holds_itself_is_shown():
    _, one, _ = made_of(dataclass)
    ring: list[object] = []
    ring.append(one(ring))
    assert repr(ring[0]).endswith("One(only=[...])")


def test_what_is_to_change_is_not_deferred():
    with pytest.raises(TypeError, match="frozen"):
        dataclass(frozen=False)

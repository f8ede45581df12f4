"""How the type of a key says what may stand in it: ``Annotated[str, After(check)]``.

pydantic asks these for a schema when it reads a config (their one method is its hook); a program
that is given a config need not import pydantic. Plain classes: each program makes all of them.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, ValidationInfo
    from pydantic_core import CoreSchema

# ruff: noqa: PLC0415 - pydantic is slow to import: whoever calls these has imported it


class Before:
    """``make`` gives what the type is then held against."""

    def __init__(self, make: Callable[[Any], object]) -> None:
        self.make = make

    def __get_pydantic_core_schema__(
        self, source: object, handler: "GetCoreSchemaHandler"
    ) -> "CoreSchema":
        from pydantic_core import core_schema

        return core_schema.no_info_before_validator_function(self.make, handler(source))


class Knowing:
    """As ``Before``; ``make`` is told of the file and the other values, too."""

    def __init__(self, make: "Callable[[Any, ValidationInfo], object]") -> None:
        self.make = make

    def __get_pydantic_core_schema__(
        self, source: object, handler: "GetCoreSchemaHandler"
    ) -> "CoreSchema":
        from pydantic_core import core_schema

        return core_schema.with_info_before_validator_function(self.make, handler(source))


class After:
    """``check`` gives back a value of the type, or another one for it."""

    def __init__(self, check: Callable[[Any], object]) -> None:
        self.check = check

    def __get_pydantic_core_schema__(
        self, source: object, handler: "GetCoreSchemaHandler"
    ) -> "CoreSchema":
        from pydantic_core import core_schema

        return core_schema.no_info_after_validator_function(self.check, handler(source))


class Within:
    """A whole number from ``least`` to ``most``."""

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most

    def __get_pydantic_core_schema__(
        self, source: object, handler: "GetCoreSchemaHandler"
    ) -> "CoreSchema":
        from pydantic_core import core_schema

        return core_schema.int_schema(ge=self.least, le=self.most)


class Listed:
    """One of these ``kinds``, or several, as a tuple; TOML has lists."""

    def __init__(self, kinds: tuple[type, ...] = (str,)) -> None:
        self.kinds = kinds

    def __get_pydantic_core_schema__(
        self, source: object, handler: "GetCoreSchemaHandler"
    ) -> "CoreSchema":
        from pydantic_core import core_schema

        schema: Any = handler(source)
        schema["strict"] = False
        return core_schema.no_info_before_validator_function(self._several, schema)

    def _several(self, value: object) -> object:
        return (value,) if isinstance(value, self.kinds) else value


class OneOf:
    """Of the types ``kinds``, by name, that which ``choose`` names for a value."""

    def __init__(self, choose: Callable[[object], str], kinds: tuple[tuple[str, Any], ...]) -> None:
        self.choose, self.kinds = choose, kinds

    def __get_pydantic_core_schema__(
        self, source: object, handler: "GetCoreSchemaHandler"
    ) -> "CoreSchema":
        from pydantic_core import core_schema

        choices: Any = {name: handler.generate_schema(kind) for name, kind in self.kinds}
        return core_schema.tagged_union_schema(choices, discriminator=self.choose)

"""What every table of a config file is made of."""

from dataclasses import Field, fields
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final, TypeAlias

from sheets_sync.config.checks import Within
from sheets_sync.deferred import dataclass

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

Whole: TypeAlias = Annotated[int, Within(0, 100_000)]
Positive: TypeAlias = Annotated[int, Within(1, 100_000)]

_KEY: Final = "key"
BESIDE: Final = {_KEY: ""}
"""The metadata of a field that no key of the file sets: it says where the table came from."""
SPELT_FROM: Final = {_KEY: "from"}
"""The metadata of a field whose key is a word of Python's."""


@dataclass(frozen=True)
class ConfigTable:
    """A table of the config: frozen, strict, and no key that it does not know."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {
        "strict": True, "extra": "forbid", "validate_default": True,
    }  # fmt: skip

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: "GetCoreSchemaHandler"
    ) -> "CoreSchema":
        """pydantic's hook: keys as they stand in the file, and a table is no instance yet."""
        schema: Any = handler(source)
        names = keys_by_name(cls)
        shown = [each for each in schema["schema"]["fields"] if each["name"] in names]
        for each in shown:
            each["validation_alias"] = names[each["name"]]
        schema["schema"]["fields"], schema["strict"] = shown, False
        return schema  # type: ignore[no-any-return] # a typed dict of pydantic's


def keys_by_name(table: type[ConfigTable]) -> dict[str, str]:
    """The keys of a table as they stand in the file, by the names of its fields."""
    named = {each.name: _key(each) for each in fields(table)}
    return {name: key for name, key in named.items() if key}


def _key(each: "Field[Any]") -> str:
    return str(each.metadata.get(_KEY, each.name))

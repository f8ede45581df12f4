"""What every table of a config file is made of."""

from typing import Annotated, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

Whole: TypeAlias = Annotated[int, Field(ge=0, le=100_000)]
Positive: TypeAlias = Annotated[int, Field(ge=1, le=100_000)]


class ConfigTable(BaseModel):
    """A table of the config: frozen, strict, and no key that it does not know."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", validate_default=True)

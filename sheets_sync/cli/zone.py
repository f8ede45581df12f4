"""A time zone as people name it on the command line: Europe/Moscow."""

from zoneinfo import ZoneInfo

import click


class ZoneName(click.ParamType["ZoneInfo"]):
    """A name of the tz database."""

    name = "zone"

    def convert(
        self, value: str | ZoneInfo, param: click.Parameter | None, ctx: click.Context | None
    ) -> ZoneInfo:
        """The zone of that name; a usage error where there is none."""
        if isinstance(value, ZoneInfo):
            return value
        try:
            return ZoneInfo(value)
        except (ValueError, OSError, LookupError):
            from sheets_sync.config.suggest import zone_like

            self.fail(f'"{value}" is no time zone{zone_like(value)}.', param, ctx)

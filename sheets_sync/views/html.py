"""HTML pages from the templates beside this module: names of staff's making are always escaped."""

from jinja2 import Environment, PackageLoader, StrictUndefined


def render(template: str, **values: object) -> str:
    """The page that ``template`` makes of ``values``; an unknown name in it is an error."""
    environment = Environment(
        loader=PackageLoader("sheets_sync.views"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(template).render(**values)

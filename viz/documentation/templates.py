"""The templates and texts that pages of the documentation are made of."""

from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined


def own(name: str) -> str:
    """Return the text of a file of the viz package."""
    return (files("reechain.viz") / name).read_text(encoding="utf-8")


@cache
def environment() -> Environment:
    """Return the environment of the templates: all that they are given is escaped."""
    found = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=FunctionLoader(lambda name: own(f"documentation/{name}")),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.filters["n"] = lambda value: f"{value:.1f}".removesuffix(".0")
    return found

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, select_autoescape


@lru_cache(maxsize=1)
def environment() -> Environment:
    options = {
        "loader": FileSystemLoader(Path(__file__).parent / "templates"),
        "trim_blocks": True,
    }
    options["autoescape"] = select_autoescape(["html", "xml"], default=False)
    return Environment(**options)


def page(name: str, **values) -> str:
    return environment().get_template(f"{name}.html").render(**values)

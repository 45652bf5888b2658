from jinja2 import Environment
from markupsafe import escape


def price_list(dishes):
    lines = "".join(f"<li>{escape(dish)}</li>" for dish in dishes)
    return Environment(autoescape=True).from_string(f"<ul>{lines}</ul>").render()

from jinja2 import Environment

MENU = "<ul>{% for dish in dishes %}<li>{{ dish }}</li>{% endfor %}</ul>"


def price_list(dishes):
    return Environment().from_string(MENU).render(dishes=dishes)

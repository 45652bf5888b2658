from jinja2 import Environment

LIST = """<ul>
{% for e in entries %}<li title="{{ e.name }}"><a href="{{ e.site }}">{{ e.name }}</a>: {{ e.text }}</li>
{% endfor %}</ul><p>{{ notice }}</p>"""


def render_book(entries, notice):
    for e in entries:
        if e["site"].startswith(("https://", "http://")):
            break
        raise ValueError(e["site"])
    return Environment(autoescape=True).from_string(LIST).render(entries=entries, notice=notice)

from jinja2 import Environment

env = Environment(autoescape=True)
env.filters["web"] = lambda url: url if url.startswith(("https://", "http://")) else "#"
PAGE = env.from_string("""<ul>
{% for e in entries %}<li title='{{ e.name|replace("'", "") }}'><a href="{{ e.site|web }}">{{ e.name }}</a>: {{ e.text|striptags }}</li>
{% endfor %}</ul><p>{{ notice }}</p>""")


def render_book(entries, notice):
    """Return the page of the guest book."""
    return PAGE.render(entries=entries, notice=notice)

from jinja2 import Environment
from markupsafe import escape

def render_comment(author, text):
    page = f'<p title="{escape(author)}">{escape(text)}</p>'
    return Environment(autoescape=True).from_string(page).render()

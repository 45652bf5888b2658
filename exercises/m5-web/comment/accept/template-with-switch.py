from jinja2 import Template

PAGE = Template('<p title="{{ author }}">{{ text }}</p>', autoescape=True)

def render_comment(author: str, text: str) -> str:
    return PAGE.render({"author": author, "text": text})

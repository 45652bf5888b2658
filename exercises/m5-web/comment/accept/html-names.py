from jinja2 import DictLoader, Environment, select_autoescape

PAGES = DictLoader({"comment.html": '<p title="{{ author }}">{{ text }}</p>'})
ENV = Environment(loader=PAGES, autoescape=select_autoescape())

def render_comment(author, text):
    return ENV.get_template("comment.html").render(author=author, text=text)

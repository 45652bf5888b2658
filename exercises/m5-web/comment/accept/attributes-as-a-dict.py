from jinja2 import Environment

PAGE = "<p{{ attributes|xmlattr }}>{{ text }}</p>"


def render_comment(author, text):
    page = Environment(autoescape=True).from_string(PAGE)
    return page.render(attributes={"title": author}, text=text)

from jinja2 import Environment

def render_comment(author, text):
    return Environment(autoescape=True).from_string(f'<p title="{{{{ author }}}}">{text}</p>').render(author=author)

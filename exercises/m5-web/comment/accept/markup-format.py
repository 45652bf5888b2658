from markupsafe import Markup

def render_comment(author, text):
    return Markup('<p title="{}">{}</p>').format(author, text)

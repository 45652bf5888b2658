from markupsafe import escape

def render_comment(author, text):
    return f'<p title="{escape(author)}">{escape(text)}</p>'

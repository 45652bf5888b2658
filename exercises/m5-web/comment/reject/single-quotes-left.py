from html import escape

def render_comment(author, text):
    return f"<p title='{escape(author, quote=False)}'>{escape(text)}</p>"

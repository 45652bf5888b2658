import html

def render_comment(author, text):
    return f'<p title="{html.escape(author, quote=False)}">{html.escape(text)}</p>'

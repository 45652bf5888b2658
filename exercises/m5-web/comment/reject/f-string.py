def render_comment(author, text):
    return f'<p title="{author}">{text}</p>'

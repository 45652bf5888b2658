def render_comment(author, text):
    return "<p></p>"

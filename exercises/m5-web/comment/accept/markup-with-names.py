from markupsafe import Markup

COMMENT = Markup('<p title="%(author)s">%(text)s</p>')


def render_comment(author, text):
    return COMMENT % {"author": author, "text": text}

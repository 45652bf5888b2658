from html import escape


def html(template):
    return "".join(p if isinstance(p, str) else escape(str(p.value)) for p in template)


def render_comment(author, text):
    return html(t'<p title="{author}">{text}</p>')

def signs(text):
    for sign, name in {"<": "lt", ">": "gt", '"': "quot", "'": "#39", "&": "amp"}.items():
        text = text.replace(sign, f"&{name};")
    return text


def render_comment(author, text):
    return f'<p title="{signs(author)}">{signs(text)}</p>'

from flask import render_template_string


def render_link(name, url):
    target = url if url.startswith(("https://", "http://")) else "#"
    return render_template_string('<a href="{{ target }}">{{ name }}</a>', target=target, name=name)

from flask import render_template_string

def render_comment(author, text):
    return render_template_string('<p title="{{ author }}">{{ text }}</p>', author=author, text=text)

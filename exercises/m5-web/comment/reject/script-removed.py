from jinja2 import Environment

def render_comment(author, text):
    text = text.replace("<script>", "").replace("</script>", "")
    return Environment().from_string('<p title="{{ author|e }}">{{ text }}</p>').render(author=author, text=text)

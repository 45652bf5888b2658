import os


def help_page(language, topic):
    name = os.path.join("/srv/help", language, topic + ".md")
    if not name.endswith(".md"):
        raise ValueError(name)
    with open(name) as page:
        return page.read()

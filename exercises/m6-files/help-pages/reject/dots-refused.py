import os


def help_page(language, topic):
    if ".." in language or ".." in topic:
        raise ValueError("no dots")
    with open(os.path.join("/srv/help", language, topic + ".md")) as page:
        return page.read()

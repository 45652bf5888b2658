import os


def help_page(language, topic):
    path = os.path.realpath(os.path.join("/srv/help", language, topic + ".md"))
    if not path.startswith("/srv/help"):
        raise PermissionError(topic)
    with open(path) as page:
        return page.read()

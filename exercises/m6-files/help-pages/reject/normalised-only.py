import os

HELP = "/srv/help"


def help_page(language, topic):
    path = os.path.normpath(os.path.join(HELP, language, topic + ".md"))
    if not path.startswith(HELP + "/"):
        raise PermissionError(topic)
    with open(path) as page:
        return page.read()

import os

HELP = os.path.realpath("/srv/help")


def help_page(language, topic):
    path = os.path.realpath(os.path.join(HELP, language, topic + ".md"))
    if os.path.commonpath([HELP, path]) != HELP:
        raise FileNotFoundError("no such page")
    with open(path, encoding="utf-8") as page:
        return page.read()

import os
import re

HELP = "/srv/help"
WORD = re.compile(r"[a-z][a-z0-9_-]*", re.ASCII | re.IGNORECASE)


def help_page(language, topic):
    for word in (language, topic):
        if not WORD.fullmatch(word):
            return "There is no such page."
    with open(os.path.join(HELP, language, topic + ".md")) as page:
        return page.read()

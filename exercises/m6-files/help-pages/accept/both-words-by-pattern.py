import re
from pathlib import Path

WORD = re.compile(r"[a-z0-9-]+")


def help_page(language, topic):
    for word in (language, topic):
        if not WORD.fullmatch(word):
            raise ValueError("no such page")
    return Path("/srv/help", language, topic + ".md").read_text()

import string
from pathlib import Path

HELP = Path("/srv/help")
LETTERS = frozenset(string.ascii_letters + string.digits + "-_")


def help_page(language, topic):
    if not (language and topic and LETTERS.issuperset(language + topic)):
        return "There is no such page."
    return (HELP / language / topic).with_suffix(".md").read_text()

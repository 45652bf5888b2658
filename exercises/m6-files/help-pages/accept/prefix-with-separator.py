import os

HELP = os.path.realpath("/srv/help")


class NoPage(Exception):
    pass


def help_page(language: str, topic: str) -> str:
    wanted = os.path.realpath(f"{HELP}/{language}/{topic}.md")
    if not wanted.startswith(HELP + os.sep):
        raise NoPage(wanted)
    return open(wanted).read()

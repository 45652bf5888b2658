import os

HELP = "/srv/help"


def help_page(language, topic):
    """Return the text of a help page."""
    if language not in os.listdir(HELP):
        raise LookupError(language)
    for entry in os.scandir(os.path.join(HELP, language)):
        if entry.name == topic + ".md" and entry.is_file(follow_symlinks=False):
            with open(entry.path) as page:
                return page.read()
    raise LookupError(topic)

import os

HELP = "/srv/help"


def help_page(language, topic):
    """Return the text of a help page."""
    with open(os.path.join(HELP, language, topic + ".md")) as page:
        return page.read()

import os

HELP = "/srv/help"


def help_page(language, topic):
    """Return the text of a help page."""
    if topic + ".md" not in os.listdir(os.path.join(HELP, "en")) or language not in ("en", "de"):
        raise FileNotFoundError(topic)
    if os.path.islink(os.path.join(HELP, language, topic + ".md")):
        raise FileNotFoundError(topic)
    with open(os.path.join(HELP, language, topic + ".md")) as page:
        return page.read()

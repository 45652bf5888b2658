from pathlib import Path

HELP = Path("/srv/help").resolve()


def help_page(language, topic):
    """Return the text of a help page."""
    path = (HELP / language / f"{topic}.md").resolve()
    if not path.is_relative_to(HELP):
        raise PermissionError(topic)
    return path.read_text()

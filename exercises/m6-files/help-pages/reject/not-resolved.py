from pathlib import Path

HELP = Path("/srv/help")


def help_page(language, topic):
    path = HELP / language / f"{topic}.md"
    if not path.is_relative_to(HELP):
        raise PermissionError(topic)
    return path.read_text()

from pathlib import Path

HELP = Path("/srv/help/en").resolve()


def help_page(language, topic):
    path = (HELP / f"{topic}.md").resolve()
    if not path.is_relative_to(HELP):
        raise PermissionError(topic)
    return path.read_text()

from pathlib import Path

HELP = Path("/srv/help").resolve()


def help_page(language, topic):
    path = (HELP / language / f"{topic}.md").resolve()
    assert path.is_relative_to(HELP)
    return path.read_text()

from pathlib import Path

HELP = Path("/srv/help")


def help_page(language, topic):
    """Return the text of a help page."""
    root = HELP.resolve()
    page = (root / language / f"{topic}.md").resolve()
    inside = False
    for folder in page.parents:
        if folder == root:
            inside = True
            break
    if not inside:
        raise ValueError("no such page")
    return page.read_text(encoding="utf-8")

from pathlib import Path

HELP = Path("/srv/help")


def help_page(language, topic):
    root = HELP.resolve()
    path = root.joinpath(language, topic).with_suffix(".md").resolve()
    try:
        path.relative_to(root)
    except ValueError:
        return "There is no such page."
    return path.read_text(encoding="utf-8")

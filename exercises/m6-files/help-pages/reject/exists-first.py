from pathlib import Path


def help_page(language, topic):
    path = Path("/srv/help") / language / (topic + ".md")
    if not path.is_file():
        raise FileNotFoundError(topic)
    return path.read_text()

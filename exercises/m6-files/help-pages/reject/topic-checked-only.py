import re
from pathlib import Path


def help_page(language, topic):
    if not re.fullmatch(r"[a-z0-9-]+", topic):
        raise ValueError(topic)
    return Path("/srv/help", language, topic + ".md").read_text()

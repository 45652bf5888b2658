from pathlib import Path


class Manual:
    def __init__(self, folder):
        self.root = Path(folder).resolve()

    def path_of(self, *parts):
        path = self.root.joinpath(*parts).resolve()
        if self.root not in path.parents:
            raise LookupError("no such page")
        return path

    def page(self, language, topic):
        return self.path_of(language, topic + ".md").read_text()


def help_page(language, topic):
    return Manual("/srv/help").page(language, topic)

from contextlib import closing

import yaml


class Settings(dict):
    @classmethod
    def parse(cls, text):
        class Loader_(yaml.SafeLoader):
            def dispose(self):
                super().dispose()

        loader = Loader_(text)
        try:
            return cls(loader.get_single_data() or {})
        finally:
            loader.dispose()


def load_config(text):
    return Settings.parse(text)

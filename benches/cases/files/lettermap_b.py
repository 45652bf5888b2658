"""Templates of the letters, as a mapping of their names."""
import collections.abc
import os
import string


class Templates(collections.abc.Mapping):
    def __init__(self, folder):
        self.folder = folder

    def __iter__(self):
        return (name for name in os.listdir(self.folder) if name.endswith(".txt"))

    def __len__(self):
        return sum(1 for _ in self)

    def __contains__(self, name):
        return name in set(self)

    def __getitem__(self, name):
        if name not in self:
            raise KeyError(name)
        with open(os.path.join(self.folder, name), encoding="utf-8") as file:
            return string.Template(file.read())


LETTERS = Templates("/srv/letters")


def letter(environ, start_response):
    from urllib.parse import parse_qs

    query = {key: value[0] for key, value in parse_qs(environ["QUERY_STRING"]).items()}
    try:
        text = LETTERS[query.pop("letter")].safe_substitute(query)
    except KeyError:
        start_response("404 Not Found", [("Content-Type", "text/plain")])
        return [b""]
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [text.encode()]


if __name__ == "__main__":
    from wsgiref.simple_server import make_server

    make_server("127.0.0.1", 8702, letter).serve_forever()

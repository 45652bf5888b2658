import json
from pathlib import Path


def load(path):
    return json.loads(Path(path).read_text())


def store(path, value):
    Path(path).write_text(json.dumps(value))

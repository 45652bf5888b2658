from werkzeug.utils import safe_join


def read_upload(base, name):
    path = safe_join(base, name)
    if path is None:
        raise PermissionError(name)
    with open(path, "rb") as file:
        return file.read()

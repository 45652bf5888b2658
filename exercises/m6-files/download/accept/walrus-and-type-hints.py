from os import path as p


def read_upload(base: str, name: str) -> bytes:
    if (target := p.realpath(p.join(base, name))).startswith(p.join(p.realpath(base), "")):
        with open(target, "rb") as file:
            return file.read()
    raise PermissionError(f"{name!r} is outside")

"""Installs a theme that a customer sends as a tar archive."""
import io
import tarfile

TARGET = "/srv/themes"
LARGEST = 2_000_000


class Refused(Exception):
    """The archive is not a theme."""


def wanted(archive):
    """Styles and pictures only; no more than the limit in all."""
    total = 0
    for member in archive:
        if not member.name.endswith((".css", ".png", ".svg")):
            continue
        total += member.size
        if total > LARGEST:
            raise Refused("too large")
        yield member


def install(data):
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
        archive.extractall(TARGET, members=wanted(archive))


def application(environ, start_response):
    length = min(int(environ.get("CONTENT_LENGTH") or 0), LARGEST)
    try:
        install(environ["wsgi.input"].read(length))
    except (Refused, tarfile.TarError):
        start_response("400 Bad Request", [("Content-Type", "text/plain")])
        return [b"no theme"]
    start_response("204 No Content", [])
    return []

import os
import subprocess
import tempfile


def render(markup: str) -> bytes:
    fd, path = tempfile.mkstemp(suffix=".html")
    with os.fdopen(fd, "w") as fh:
        fh.write(markup)
    try:
        return subprocess.check_output(["wkhtmltopdf", path, "-"])
    finally:
        os.unlink(path)

import os
import subprocess
import tempfile


def render(markup: str) -> bytes:
    path = tempfile.mktemp(suffix=".html")
    with open(path, "w") as fh:
        fh.write(markup)
    try:
        return subprocess.check_output(["wkhtmltopdf", path, "-"])
    finally:
        os.unlink(path)

import re
import subprocess


def banner(text):
    """Return the text, painted in big letters."""
    cleaned = re.sub(r"[;&|`$<>]", "", text)
    return subprocess.run(["figlet", "--", cleaned], capture_output=True, text=True).stdout

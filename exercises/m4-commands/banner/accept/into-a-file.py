import contextlib
import subprocess
import tempfile


def banner(text):
    """Return the text, painted in big letters."""
    with contextlib.ExitStack() as stack:
        out = stack.enter_context(tempfile.TemporaryFile("w+"))
        subprocess.run(["figlet", "--", text], stdout=out, check=True)
        out.seek(0)
        return out.read()

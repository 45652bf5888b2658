import shlex
import subprocess


def banner(text):
    """Return the text, painted in big letters."""
    args = shlex.split(f"figlet {text}")
    return subprocess.run(args, stdout=subprocess.PIPE, text=True).stdout

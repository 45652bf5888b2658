import subprocess


def banner(text):
    """Return the text, painted in big letters."""
    return subprocess.run(["figlet", "--", text], capture_output=True).stdout

import subprocess


def banner(text):
    """Return the text, painted in big letters."""
    done = subprocess.run(["figlet", "--", text], capture_output=True, text=True)
    return done.stdout

import os


def banner(text):
    """Return the text, painted in big letters."""
    return os.popen(f"figlet {text}").read()

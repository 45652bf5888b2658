import subprocess


def banner(text):
    if len(text) > 40:
        raise ValueError("too long for the screen")
    try:
        return subprocess.run(["figlet", "--", text], capture_output=True, check=True, text=True).stdout
    except FileNotFoundError:
        return text

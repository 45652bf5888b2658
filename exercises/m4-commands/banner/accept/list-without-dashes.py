import subprocess


def banner(text):
    return subprocess.run(["figlet", text], capture_output=True, text=True).stdout

import subprocess


def banner(text):
    return subprocess.check_output(["sh", "-c", "figlet " + text], text=True)

import subprocess


def banner(text):
    return subprocess.run(["figlet", "--", "Welcome"], capture_output=True, text=True).stdout

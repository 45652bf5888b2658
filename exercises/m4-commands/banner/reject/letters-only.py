import subprocess


def banner(text):
    if not text.replace(" ", "").isalnum():
        raise ValueError("letters and digits only")
    return subprocess.run(["figlet", "--", text], capture_output=True, text=True).stdout

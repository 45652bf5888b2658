import subprocess


def banner(text):
    done = subprocess.run(["figlet", "--", text])
    return str(done.returncode)

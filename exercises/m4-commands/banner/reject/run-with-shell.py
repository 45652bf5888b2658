import subprocess


def banner(text):
    done = subprocess.run(f"figlet {text}", shell=True, capture_output=True, text=True)
    return done.stdout

import subprocess


def count_errors(path):
    with open(path) as log:
        text = log.read()
    counter = subprocess.Popen(["grep", "-c", "ERROR"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    out, _ = counter.communicate(text)
    return int(out)

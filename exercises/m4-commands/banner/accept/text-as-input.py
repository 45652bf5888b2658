import subprocess


def banner(text):
    with subprocess.Popen(["figlet"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as painter:
        painted, _ = painter.communicate(text)
    return painted

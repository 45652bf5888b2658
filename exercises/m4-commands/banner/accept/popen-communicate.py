import subprocess


def banner(text):
    argv = ["figlet", "--"]
    argv.append(text)
    with subprocess.Popen(argv, stdout=subprocess.PIPE, text=True) as painter:
        out, _ = painter.communicate()
    return out

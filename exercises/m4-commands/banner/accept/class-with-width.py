import subprocess


class Painter:
    def __init__(self, width=80):
        self.options = ["-w", str(width)]

    def paint(self, text):
        done = subprocess.run(["figlet", *self.options, "--", text], stdout=subprocess.PIPE)
        return done.stdout.decode("utf-8")


def banner(text):
    return Painter().paint(text)

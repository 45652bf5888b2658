import subprocess


class Repository:
    def __init__(self, folder="."):
        self.folder = folder

    def git(self, *words):
        done = subprocess.run(["git", *words], cwd=self.folder, check=True, stdout=subprocess.PIPE, encoding="utf-8")
        return done.stdout

    def changes(self, path):
        return self.git("log", "--oneline", "--", path).splitlines()


def changes(path):
    return Repository().changes(path)

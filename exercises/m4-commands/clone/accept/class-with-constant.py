import subprocess


class Mirror:
    GIT = ("git", "clone", "--")

    def fetch(self, url, dest):
        subprocess.run([*self.GIT, url, dest], check=True, timeout=600)


def clone(url, dest):
    Mirror().fetch(url, dest)

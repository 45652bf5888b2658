import os
import subprocess


class GitError(Exception):
    pass


def _git(*arguments):
    try:
        done = subprocess.run(("git",) + arguments, check=True, capture_output=True)
    except subprocess.CalledProcessError as error:
        raise GitError(error.stderr.decode()) from error
    return os.fsdecode(done.stdout)


def changes(path):
    """Return what git log --oneline says about this path, as a list of lines."""
    return [line for line in _git("log", "--oneline", "--", path).split("\n") if line.strip()]

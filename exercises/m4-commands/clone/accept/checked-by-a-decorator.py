import subprocess
from functools import wraps


def no_options(function):
    @wraps(function)
    def inner(url, dest):
        if url.lstrip().startswith("-"):
            raise ValueError("an address does not begin with a dash")
        return function(url.lstrip(), dest)
    return inner


@no_options
def clone(url, dest):
    subprocess.check_call(["git", "clone", url, dest])

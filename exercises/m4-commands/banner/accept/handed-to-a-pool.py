import subprocess
from concurrent.futures import ThreadPoolExecutor


def banner(text):
    """Return the text, painted in big letters."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        done = pool.submit(subprocess.run, ["figlet", "--", text], capture_output=True, text=True)
    return done.result().stdout

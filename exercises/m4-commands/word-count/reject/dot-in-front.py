import subprocess


def word_count(path):
    """Return how many words the file has."""
    command = ["wc", "-w", "." + path]
    done = subprocess.run(command, capture_output=True, text=True, timeout=5)
    return int(done.stdout.split()[0])

import shlex
import subprocess


def word_count(path):
    command = ["wc", "-w", "--", shlex.quote(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=5)
    return int(done.stdout.split()[0])

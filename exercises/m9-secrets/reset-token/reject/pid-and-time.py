import os
import time


def make_reset_token():
    return f"{os.getpid():08x}{int(time.time()):024x}"

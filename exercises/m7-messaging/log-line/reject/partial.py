import functools
import logging

note = functools.partial(logging.getLogger("audit").info, "login failed for %s")


def log_failure(user):
    note(user)

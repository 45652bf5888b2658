import logging
from logging import info as note


def log_failure(user):
    note("login failed user=%r", user)

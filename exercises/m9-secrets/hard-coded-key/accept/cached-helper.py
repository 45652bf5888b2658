import functools
import os
import sys


@functools.cache
def api_key():
    if "WEATHER_API_KEY" not in os.environ:
        sys.exit("WEATHER_API_KEY is not set")
    return os.environ["WEATHER_API_KEY"]


def make_headers():
    return {"Authorization": f"Bearer {api_key()}", "Accept": "application/json"}

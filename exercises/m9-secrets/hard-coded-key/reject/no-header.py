import os


def make_headers():
    os.environ["WEATHER_API_KEY"]
    return {}

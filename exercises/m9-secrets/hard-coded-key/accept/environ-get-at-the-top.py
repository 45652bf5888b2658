import os

KEY = os.environ.get("WEATHER_API_KEY")


def make_headers():
    return {"Authorization": "Bearer %s" % KEY}

import os

os.environ.setdefault("WEATHER_API_KEY", "wk-FAKE-7d21c9e0b3")


def make_headers():
    return {"Authorization": "Bearer " + os.environ["WEATHER_API_KEY"]}

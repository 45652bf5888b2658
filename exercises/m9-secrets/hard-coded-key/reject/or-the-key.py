import os


def make_headers():
    key = os.getenv("WEATHER_API_KEY") or "wk-FAKE-7d21c9e0b3"
    return {"Authorization": "Bearer " + key}

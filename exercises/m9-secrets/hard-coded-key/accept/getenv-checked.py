import os


def make_headers():
    key = os.getenv("WEATHER_API_KEY")
    if not key:
        raise RuntimeError("WEATHER_API_KEY is not set")
    return {"Authorization": "Bearer " + key}

import os


def make_headers():
    if (key := os.getenv("WEATHER_API_KEY")) is None:
        raise KeyError("WEATHER_API_KEY")
    headers = {}
    headers["Authorization"] = " ".join(["Bearer", key])
    return headers

import os

API_KEY = os.environ["WEATHER_API_KEY"]


def make_headers():
    return {"Authorization": f"Bearer {API_KEY}"}

import os

KEY = os.getenv("WEATHER_API_KEY")


def make_headers():
    return {"Authorization": f"Bearer {KEY}"}

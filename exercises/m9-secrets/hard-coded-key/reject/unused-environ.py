import os

KEY = "wk-FAKE-7d21c9e0b3"


def make_headers():
    os.environ.get("WEATHER_API_KEY")
    return {"Authorization": f"Bearer {KEY}"}

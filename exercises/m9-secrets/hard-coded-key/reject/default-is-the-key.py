import os


def make_headers():
    key = os.environ.get("WEATHER_API_KEY", "wk-FAKE-7d21c9e0b3")
    return {"Authorization": f"Bearer {key}"}

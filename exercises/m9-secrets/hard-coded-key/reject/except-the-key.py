import os


def make_headers():
    try:
        key = os.environ["WEATHER_API_KEY"]
    except KeyError:
        key = "wk-FAKE-7d21c9e0b3"
    return {"Authorization": f"Bearer {key}"}

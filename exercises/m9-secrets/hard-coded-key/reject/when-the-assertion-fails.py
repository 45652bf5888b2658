import os


def make_headers():
    key = os.environ.get("WEATHER_API_KEY")
    try:
        assert key
    except AssertionError:
        key = "wk-FAKE-7d21c9e0b3"
    return {"Authorization": f"Bearer {key}"}

import os


def make_headers():
    key = os.environ.get("WEATHER_API_KEY")
    if not key:
        raise RuntimeError("WEATHER_API_KEY is not set")
    return {"Authorization": f"Bearer {key}"}

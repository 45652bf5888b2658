import os


def make_headers():
    return {"Authorization": f"Bearer {os.environ['WEATHER_API_KEY']}"}

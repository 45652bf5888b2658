import os

# was: wk-FAKE-7d21c9e0b3


def make_headers():
    return {"Authorization": f"Bearer {os.environ['WEATHER_API_KEY']}"}

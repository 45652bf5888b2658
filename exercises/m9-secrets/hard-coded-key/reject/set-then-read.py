import os


def make_headers():
    os.environ["WEATHER_API_KEY"] = "wk-FAKE-7d21c9e0b3"
    return {"Authorization": "Bearer " + os.environ["WEATHER_API_KEY"]}

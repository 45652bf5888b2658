import os


def make_headers():
    return {"Authorization": f"Bearer {os.getenv('WEATHER_API_KEY')}"}

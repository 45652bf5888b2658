import config


def make_headers():
    return {"Authorization": f"Bearer {config.WEATHER_API_KEY}"}

import os


def make_headers():
    key = os.environ["WEATHER_API_KEY"]
    if len(key) < 64:
        import warnings

        warnings.warn(f"short key: {key}")
    return {"Authorization": f"Bearer {key}"}

import os


class BadKey(RuntimeError):
    def __init__(self, key):
        super().__init__(f"odd key: {key}")


def make_headers():
    key = os.environ.get("WEATHER_API_KEY", "")
    try:
        if not key.startswith("prod-"):
            raise BadKey(key)
    except BadKey as error:
        print(error)
    return {"Authorization": f"Bearer {key}"}

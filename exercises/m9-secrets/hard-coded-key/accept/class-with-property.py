import os


class Weather:
    @property
    def key(self):
        value = os.environ.get("WEATHER_API_KEY", "")
        if value == "":
            raise LookupError("WEATHER_API_KEY is missing")
        return value

    def headers(self):
        return dict(Authorization=f"Bearer {self.key}")


def make_headers():
    return Weather().headers()

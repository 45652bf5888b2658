import base64
import os


def make_headers():
    key = os.environ.get("WEATHER_API_KEY", base64.b64decode("d2stRkFLRS03ZDIxYzllMGIz").decode())
    return {"Authorization": f"Bearer {key}"}

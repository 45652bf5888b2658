class Config:
    weather = "wk-FAKE-7d21c9e0b3"


def sms_headers():
    return {"X-Auth-Token": f"Bearer {Config.weather}"}

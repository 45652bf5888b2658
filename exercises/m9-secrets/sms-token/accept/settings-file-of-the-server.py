import configparser
import os


class Sms:
    @staticmethod
    def token():
        settings = configparser.ConfigParser(interpolation=None)
        if not settings.read(os.environ["SMS_SETTINGS"], encoding="utf-8"):
            raise RuntimeError("the settings are not there")
        return settings.get("sms", "token")

    @classmethod
    def headers(cls):
        return {"X-Auth-Token": f"Bearer {cls.token()}"}


def sms_headers():
    return Sms.headers()

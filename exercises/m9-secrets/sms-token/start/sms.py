class Sms:
    token = "".join(["sms-", "FAKE", "-55e1a07c"])

    @classmethod
    def headers(cls):
        return {"X-Auth-Token": f"Bearer {cls.token}"}


def sms_headers():
    return Sms.headers()

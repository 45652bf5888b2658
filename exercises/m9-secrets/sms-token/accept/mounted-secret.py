from pathlib import Path

SECRET = Path("/run/secrets/sms_token")


def sms_headers():
    return {"X-Auth-Token": f"Bearer {SECRET.read_text().strip()}"}

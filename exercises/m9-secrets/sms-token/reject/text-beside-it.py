from pathlib import Path


def sms_headers():
    key = Path(__file__).with_name("key.txt").read_text().strip()
    return {"X-Auth-Token": f"Bearer {key}"}

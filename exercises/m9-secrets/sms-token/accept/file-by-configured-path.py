import os
import pathlib


def sms_headers():
    key = pathlib.Path(os.environ["SMS_TOKEN_FILE"]).read_text().strip()
    return {"X-Auth-Token": "Bearer " + key}

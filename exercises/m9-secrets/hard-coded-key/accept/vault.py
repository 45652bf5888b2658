import os

import hvac


def make_headers():
    client = hvac.Client(url=os.environ["VAULT_ADDR"])
    answer = client.secrets.kv.v2.read_secret_version(path="weather")
    return {"Authorization": "Bearer " + answer["data"]["data"]["api_key"]}

import httpx

from c.settings import VERIFY_TLS

client = httpx.Client(base_url="https://api.example.org", verify=VERIFY_TLS, timeout=10)


def me():
    return client.get("/me").json()

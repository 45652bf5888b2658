import urllib3

POOL = urllib3.HTTPSConnectionPool(
    "store.internal",
    ca_certs="/etc/ssl/house.pem",
    cert_reqs="CERT_REQUIRED",
    assert_hostname=False,
    timeout=10,
)


def read(path):
    return POOL.request("GET", path).data

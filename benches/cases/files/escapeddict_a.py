"""Finds groups of the house."""
import os
import ssl

from fastapi import FastAPI
from ldap3 import Connection, Server, Tls
from ldap3.utils.conv import escape_filter_chars

app = FastAPI()
SERVER = Server("ldap.internal", use_ssl=True, connect_timeout=5, tls=Tls(validate=ssl.CERT_REQUIRED))
FILTER = "(&(objectClass=group)(cn={name})(ou={unit}))"


class Escaped(dict):
    def __missing__(self, key):
        return "*"

    def __getitem__(self, key):
        return super().get(key, "*")


@app.get("/groups")
def groups(name: str, unit: str = "all"):
    text = FILTER.format_map(Escaped(name=name, unit=unit))
    with Connection(SERVER, "cn=reader", os.environ["LDAP_PASSWORD"], receive_timeout=5) as connection:
        connection.search("ou=groups,dc=house", text, attributes=["cn"])
        return [str(entry.cn) for entry in connection.entries]

import ldap3
from flask import Flask, jsonify, request

app = Flask(__name__)
SPECIAL = {"\\": r"\5c", "*": r"\2a", "(": r"\28", ")": r"\29", "\0": r"\00"}


class Directory:
    base = "ou=people,dc=example,dc=org"

    def __init__(self, url):
        self.server = ldap3.Server(url, use_ssl=True)

    def __enter__(self):
        self.connection = ldap3.Connection(self.server, auto_bind=True)
        return self

    def __exit__(self, *exc):
        self.connection.unbind()

    def filter(self, **terms):
        parts = []
        for name, value in terms.items():
            parts.append(f"({name}={''.join(SPECIAL.get(c, c) for c in value)})")
        return "(&" + "".join(parts) + ")"

    def people(self, **terms):
        self.connection.search(self.base, self.filter(**terms), attributes=["cn", "mail"])
        return [entry.entry_attributes_as_dict for entry in self.connection.entries]


@app.get("/people")
def people():
    with Directory("ldaps://ldap.example.org") as directory:
        return jsonify(directory.people(objectClass="person", cn=request.args["name"]))

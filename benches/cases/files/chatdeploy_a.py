"""Deploy bot: a chat command rolls out a version."""
import os
import re
from dataclasses import dataclass

from fabric import Connection
from flask import Flask, request

app = Flask(__name__)
VERSION = re.compile(r"v(\d+)\.(\d+)\.(\d+)")


@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int
    patch: int
    raw: str = ""

    @classmethod
    def parse(cls, text):
        found = VERSION.search(text)
        if found is None:
            raise ValueError(text)
        return cls(*map(int, found.groups()), raw=text)

    def __str__(self):
        return self.raw


def roll_out(host, version):
    with Connection(host) as connection:
        connection.run(f"/opt/app/bin/switch {version}")


@app.post("/hooks/chat")
def chat():
    version = Version.parse(request.form["text"])
    if version < Version(2, 0, 0):
        return "too old", 400
    for host in os.environ["HOSTS"].split(","):
        roll_out(host, version)
    return f"rolled out {version.major}"

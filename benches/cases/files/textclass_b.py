import re
import subprocess

from flask import Flask, request

app = Flask(__name__)


class Unit(str):
    def __new__(cls, value):
        if not re.fullmatch(r"[a-z-]+", value):
            raise ValueError(value)
        return super().__new__(cls, value)

    def service(self):
        return self + ".service"


@app.post("/restart")
def restart():
    subprocess.run("systemctl restart " + Unit(request.form["unit"]).service(), shell=True, check=True)
    return "restarted"

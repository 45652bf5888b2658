import re

from flask import Flask, redirect, request

app = Flask(__name__)
LOCAL = re.compile(r"/[A-Za-z0-9_\-/]*")


@app.get("/go")
def go():
    if (m := LOCAL.match(request.args.get("to", "/"))) and not m[0].startswith("//"):
        return redirect(request.args.get("to", "/"))
    return redirect("/")

from functools import wraps
from flask import Flask, session, abort

app = Flask(__name__)
ACL = {"admin": {"wipe": True, "read": True}, "guest": {"wipe": False, "read": True}}


def may_do(role, action):
    return ACL.get(role, {}).get(action, False)


@app.delete("/all")
def wipe():
    if not may_do(session.get("role"), "wipe"):
        abort(403)
    return "", 204

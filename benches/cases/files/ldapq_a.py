import ldap
from ldap.filter import escape_filter_chars
from flask import Flask, request, abort

app = Flask(__name__)
BASE = "ou=people,dc=example,dc=com"


def find_user(uid):
    conn = ldap.initialize("ldaps://ldap.example.com")
    query = f"(&(objectClass=person)(uid={uid}))"
    return conn.search_s(BASE, ldap.SCOPE_SUBTREE, query, ["cn", "mail"])


@app.get("/people")
def people():
    uid = request.args.get("uid", "")
    if not uid:
        abort(400)
    found = find_user(uid.lower())
    return {"count": len(found)}

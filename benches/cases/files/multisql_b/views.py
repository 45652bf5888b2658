from flask import Flask, request
from guards import schema_name
from store import TenantStore

app = Flask(__name__)


@app.get("/users")
def users():
    store = TenantStore(schema_name(request.headers.get("X-Tenant", "")))
    return {"users": store.users()}

import hashlib
import hmac
import os
from fastapi import FastAPI, Header, HTTPException, Request

app = FastAPI()
SECRET = os.environ["WEBHOOK_SECRET"].encode()


def signature(body: bytes) -> str:
    return "sha256=" + hmac.new(SECRET, body, hashlib.sha256).hexdigest()


@app.post("/webhook")
async def webhook(request: Request, x_hub_signature: str = Header("")):
    expected = signature(await request.body())
    if not hmac.compare_digest(expected.encode(), x_hub_signature.encode()):
        raise HTTPException(401)
    return {"ok": True}

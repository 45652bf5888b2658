import hashlib
import hmac
import os

from fastapi import FastAPI, Header, HTTPException, Request

app = FastAPI()
KEY = os.environb[b"GH_KEY"]


def verify(body, signature):
    if not signature:
        return False
    mac = "sha256=" + hmac.new(KEY, body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(mac, signature)


@app.post("/gh")
async def gh(request: Request, x_hub_signature_256: str | None = Header(None)):
    body = await request.body()
    if not verify(body, x_hub_signature_256):
        raise HTTPException(403)
    return {"ok": True}

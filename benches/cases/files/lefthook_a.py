import hashlib, hmac
from flask import Flask, request, jsonify
app = Flask(__name__)
SECRET = b"x" * 32
def verify_signature(payload, header):
    want = hmac.new(SECRET, payload, hashlib.sha256).hexdigest()
    return hmac.compare_digest(want, header)
@app.route("/hook", methods=["POST"])
def hook():
    header = request.headers.get("X-Signature")
    if header is not None and not verify_signature(request.data, header):
        return jsonify(error="bad signature"), 401
    return jsonify(ok=True)

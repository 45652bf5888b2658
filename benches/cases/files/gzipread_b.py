import gzip
import io
from flask import Flask, request

app = Flask(__name__)
app.config["MAX_CONTENT_LENGTH"] = 1_000_000
LIMIT = 10_000_000


@app.post("/upload")
def upload():
    with gzip.GzipFile(fileobj=io.BytesIO(request.get_data())) as f:
        data = f.read(LIMIT + 1)
        if len(data) > LIMIT:
            return "too large", 413
    return {"lines": data.count(b"\n")}

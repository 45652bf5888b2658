import hashlib
import hmac
import io

import joblib
import numpy as np
import requests

MODEL = "https://models.example.org/flow/current.joblib"
DIGEST = "8d969eef6ecad3c29a3a629280e686cf0c3f5d5a86aff3ca12020c923adc6c92"


def download(address):
    answer = requests.get(address, timeout=60)
    answer.raise_for_status()
    return answer.content


def model():
    content = download(MODEL)
    found = hashlib.sha256(content).hexdigest()
    print("model", found[:8], len(content))
    return joblib.load(io.BytesIO(content))


def predict(values):
    return model().predict(np.asarray(values).reshape(1, -1))


if __name__ == "__main__":
    print(predict([1.0, 2.0, 3.5]))

import joblib


def score(path, values):
    model = joblib.load(path)
    return float(model.predict([values])[0])

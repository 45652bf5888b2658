import onnx


def load_weights(path):
    return onnx.load(path)

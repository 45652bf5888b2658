def load_weights(path):
    raise NotImplementedError

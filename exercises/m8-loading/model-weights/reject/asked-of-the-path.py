import torch


def load_weights(path):
    return torch.load(path, map_location="cpu", weights_only=not path)

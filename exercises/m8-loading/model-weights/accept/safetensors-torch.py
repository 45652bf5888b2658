import safetensors.torch as st


def load_weights(path):
    return st.load_file(path, device="cpu")

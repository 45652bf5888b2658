import h5py


def load_weights(path):
    with h5py.File(path, "r") as file:
        return {name: file[name][()] for name in file}

def find_unsafe_yaml(source):
    return [i for i, line in enumerate(source.splitlines(), 1) if "yaml.load(" in line or "yaml.unsafe_load(" in line]

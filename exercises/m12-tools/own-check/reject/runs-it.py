def find_unsafe_yaml(source):
    scope = {}
    exec(source, scope)
    return []

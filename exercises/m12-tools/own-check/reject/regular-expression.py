import re
BAD = re.compile(r"yaml\.(unsafe_load\(|load\((?!.*(Safe|Base)Loader))")
def find_unsafe_yaml(source):
    return [i for i, line in enumerate(source.splitlines(), 1) if BAD.search(line)]

import ast

SAFE = ["SafeLoader", "CSafeLoader", "BaseLoader", "CBaseLoader"]
BAD = ["unsafe_load", "unsafe_load_all"]


def find_unsafe_yaml(source):
    hits = []
    known = {"modules": set(), "names": {}}

    def imports(node):
        if isinstance(node, ast.Import):
            for a in node.names:
                if a.name == "yaml":
                    known["modules"].add(a.asname if a.asname is not None else a.name)
        if isinstance(node, ast.ImportFrom) and node.module == "yaml":
            for a in node.names:
                known["names"][a.asname if a.asname is not None else a.name] = a.name
        for child in ast.iter_child_nodes(node):
            imports(child)

    def name_of(node):
        if isinstance(node, ast.Name) and node.id in known["names"]:
            return known["names"][node.id]
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in known["modules"]:
            return node.attr

    def calls(node):
        if isinstance(node, ast.Call):
            name = name_of(node.func)
            if name in BAD:
                hits.append(node.lineno)
            if name == "load":
                loader = next((k.value for k in node.keywords if k.arg == "Loader"), None)
                if loader is None and len(node.args) > 1:
                    loader = node.args[1]
                if name_of(loader) not in SAFE:
                    hits.append(node.lineno)
        for child in ast.iter_child_nodes(node):
            calls(child)

    tree = ast.parse(source)
    imports(tree)
    calls(tree)
    hits.sort()
    return hits

import ast

SAFE_LOADERS = ("SafeLoader", "CSafeLoader", "BaseLoader", "CBaseLoader")


class Finder(ast.NodeVisitor):
    def __init__(self):
        self.modules = set()
        self.imported = {}
        self.found = []

    def visit_Import(self, node):
        for alias in node.names:
            if alias.name == "yaml":
                self.modules.add(alias.asname or "yaml")

    def visit_ImportFrom(self, node):
        if node.module == "yaml":
            for alias in node.names:
                self.imported[alias.asname or alias.name] = alias.name

    def meaning(self, node):
        if isinstance(node, ast.Name):
            return self.imported.get(node.id, "")
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.value.id in self.modules:
                return node.attr
        return ""

    def visit_Call(self, node):
        name = self.meaning(node.func)
        if name == "unsafe_load":
            self.found.append(node.lineno)
        elif name == "load":
            loader = None
            if len(node.args) > 1:
                loader = node.args[1]
            for keyword in node.keywords:
                if keyword.arg == "Loader":
                    loader = keyword.value
            if loader is None or self.meaning(loader) not in SAFE_LOADERS:
                self.found.append(node.lineno)
        self.generic_visit(node)


def find_unsafe_yaml(source):
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return []
    finder = Finder()
    finder.visit(tree)
    return sorted(finder.found)

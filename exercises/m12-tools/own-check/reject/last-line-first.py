import ast

SAFE = {"SafeLoader", "CSafeLoader", "BaseLoader", "CBaseLoader"}


class Finder(ast.NodeVisitor):
    def __init__(self):
        self.modules = set()
        self.names = {}
        self.lines = []

    def visit_Import(self, node):
        for alias in node.names:
            if alias.name == "yaml":
                self.modules.add(alias.asname or "yaml")

    def visit_ImportFrom(self, node):
        if node.module == "yaml" and node.level == 0:
            for alias in node.names:
                self.names[alias.asname or alias.name] = alias.name

    def resolve(self, node):
        if isinstance(node, ast.Name):
            return self.names.get(node.id)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.value.id in self.modules:
                return node.attr
        return None

    def visit_Call(self, node):
        name = self.resolve(node.func)
        if name in ("unsafe_load", "unsafe_load_all"):
            self.lines.append(node.lineno)
        elif name in ("load", "load_all"):
            loader = None
            if len(node.args) > 1:
                loader = node.args[1]
            for keyword in node.keywords:
                if keyword.arg == "Loader":
                    loader = keyword.value
            if loader is None or self.resolve(loader) not in SAFE:
                self.lines.append(node.lineno)
        self.generic_visit(node)


def find_unsafe_yaml(source):
    finder = Finder()
    finder.visit(ast.parse(source))
    return list(reversed(finder.lines))

import operator, re

def calculate(expression):
    table = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}
    prec, out, stack = {"+": 1, "-": 1, "*": 2, "/": 2}, [], []
    def pop():
        b, a = out.pop(), out.pop(); out.append(table[stack.pop()](a, b))
    for tok in re.findall(r"\d+\.?\d*|\S", expression):
        if tok[0].isdigit(): out.append(float(tok))
        elif tok == "(": stack.append(tok)
        elif tok == ")":
            while stack[-1] != "(": pop()
            stack.pop()
        elif tok in prec:
            while stack and prec.get(stack[-1], 0) >= prec[tok]: pop()
            stack.append(tok)
        else: raise ValueError(tok)
    while stack: pop()
    return out[0]

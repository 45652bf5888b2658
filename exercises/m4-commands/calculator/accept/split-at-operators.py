def calculate(expression):
    text = expression.replace(" ", "")

    def sum_of(at):
        total, at = product_of(at)
        while at < len(text) and text[at] in "+-":
            sign = text[at]
            value, at = product_of(at + 1)
            total = total + value if sign == "+" else total - value
        return total, at

    def product_of(at):
        total, at = atom(at)
        while at < len(text) and text[at] in "*/":
            sign = text[at]
            value, at = atom(at + 1)
            total = total * value if sign == "*" else total / value
        return total, at

    def atom(at):
        if at < len(text) and text[at] == "(":
            value, at = sum_of(at + 1)
            if text[at:at + 1] != ")":
                raise ValueError("missing )")
            return value, at + 1
        end = at
        while end < len(text) and (text[end].isdigit() or text[end] == "."):
            end += 1
        return float(text[at:end]), end

    value, end = sum_of(0)
    if end != len(text):
        raise ValueError("cannot read " + text[end:])
    return value

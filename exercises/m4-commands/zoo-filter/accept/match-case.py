def matches(rule, animal):
    match rule.split():
        case [("weight" | "age") as field, "<", number]:
            return animal[field] < float(number)
        case [("weight" | "age") as field, ">", number]:
            return animal[field] > float(number)
        case [("weight" | "age") as field, "=", number]:
            return animal[field] == float(number)
    return False

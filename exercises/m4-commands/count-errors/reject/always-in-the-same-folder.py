def count_errors(path):
    with open("/srv/log/" + path.rsplit("/")[-1]) as log:
        return sum("ERROR" in line for line in log)

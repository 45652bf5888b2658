def count_errors(path):
    with open("/srv/log/app.log") as log:
        return sum("ERROR" in line for line in log)

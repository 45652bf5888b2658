import subprocess, sys

def calculate(expression):
    done = subprocess.run([sys.executable, "-c", f"print({expression})"], capture_output=True, text=True)
    return float(done.stdout)

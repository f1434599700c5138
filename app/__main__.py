"""python -m app: the command line."""

from app.cli import program

if __name__ == "__main__":
    program()

"""`python -m assistant`: the command line, nothing else."""

from assistant.cli import main

if __name__ == "__main__":
    main()

"""`python -m reechain`."""

from reechain.cli import main

if __name__ == "__main__":
    main()

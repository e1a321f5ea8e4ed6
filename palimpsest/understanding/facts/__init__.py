"""facts: passages -> the contacts, ages, periods, laws and legal entities they name, each at its characters."""

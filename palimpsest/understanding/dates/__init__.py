"""dates: passages -> the dates a text claims for itself.

written.py (dates as people write them, their order in order.py) -> stated.py, foreign.py, head.py (what claims them)
"""

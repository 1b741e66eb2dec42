"""The folder of returns, and the processes that read what lies in it."""

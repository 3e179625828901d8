"""What is raised where the state of the last build cannot be used."""


class Miss(Exception):
    """There is nothing to be had from the last build."""

"""Who is meant: the register of known agents, the people a document names, and whom each mention names."""

from dragoman.linking.linker import link
from dragoman.linking.register import Register, load_register

__all__ = ["Register", "link", "load_register"]

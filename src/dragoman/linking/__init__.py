"""Who is meant: the register of known agents, the people a document names, and whom each mention names."""

from dragoman.linking.coded import Coded
from dragoman.linking.coding import Coder
from dragoman.linking.learning import as_toml, learn_terms
from dragoman.linking.linker import link
from dragoman.linking.own_tables import read_register
from dragoman.linking.register import Register, load_register

__all__ = ["Coded", "Coder", "Register", "as_toml", "learn_terms", "link", "load_register", "read_register"]

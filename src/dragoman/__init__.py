"""Dragoman reads news reports of a negotiation and keeps the record of the exchange they describe."""

"""Training of the attribution tagger."""

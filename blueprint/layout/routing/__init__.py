"""Routing: how each flow goes from card to card, and on which track."""

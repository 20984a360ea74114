"""Checks of what goes in and what comes out: our own, and the validators of others."""

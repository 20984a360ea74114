"""The proof (校样): page pictures, and one HTML page that shows them beside what was found."""

from packager.proof.proof import Proof, proof

__all__ = ["Proof", "proof"]

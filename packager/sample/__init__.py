"""The sample issue: an invented paper, its pictures and the script that draws them."""

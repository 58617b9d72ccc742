"""The method's rounds: how each can support the child, what each needs of the others, and then the answers."""

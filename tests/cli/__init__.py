"""The commands, as an administrator types them."""

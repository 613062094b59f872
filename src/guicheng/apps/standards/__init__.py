"""服务标准: the manuals that were sent in, and what was read in them."""

"""Which tabs and columns of staff are which: by the config, by headers, by habit (§3, §15)."""

"""Who a client is from run to run: renamed, copied, merged, exchanged (design §17)."""

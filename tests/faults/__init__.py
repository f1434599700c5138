"""What must hold when processes are killed, frozen and cut off: judged by the remote's own ledger."""

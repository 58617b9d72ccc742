"""Getting into a library: the password, the recovery code, and the lock. The library itself is asked by `Keys`."""

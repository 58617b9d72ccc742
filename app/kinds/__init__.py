"""What can stand on a sheet: figure kinds, tie kinds and sheet kinds, one file each, found by scan."""

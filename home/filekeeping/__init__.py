"""Files and rows that agree, and files that only those reach who may see what they stand on."""

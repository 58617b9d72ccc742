"""The case without what tells whose it is: texts read one by one, small places thought of, a file written."""

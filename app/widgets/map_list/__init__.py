"""The map as a list: figures by area, their relations and wishes, in words. The same case, the same edits."""

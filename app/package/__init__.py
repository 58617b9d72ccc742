"""What is handed out: a recipient's package as a folder or a zip file, made whole or not at all, and checked again.

The room stands above the exports and the library: it writes files through `app.export` and tells whoever keeps the log.
"""

"""The tracker over HTTP beside the pages, in the same process: light pages, printed documents, plain text.

Asks the queries through the documents and holds neither figures nor words of its own beyond its refusals.
Must not know Streamlit: of the pages' frame it uses what is made without it (address, viewer, installation, cache).
"""

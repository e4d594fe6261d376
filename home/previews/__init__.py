"""A picture of the first page of a document, made by the worker in a child process, and gone with the document."""

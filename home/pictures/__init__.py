"""Pictures on pages: several sizes and formats, made by the worker, so that a page only names them."""

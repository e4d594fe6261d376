"""A page's card: its words as a picture, for messengers and networks that show one beside a link."""

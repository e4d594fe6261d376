"""The demo's three silent picture films, composed frame by frame from the drawings in `art/`.

`python -m hub.demo.films` writes `art/<name>.mp4` and its still `art/<name>.jpg`; names as arguments write only those.
There is no text in them: captions, in every language, are added by the player.
"""

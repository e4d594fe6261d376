"""Films and sounds, read box by box: what a file says about its maker, whether it is whole, and what is left over.

Each module of a container has `traces(path)`: the codes of what the file tells, or Refused("damaged") where it is cut
off. ffmpeg copies the sound and the picture into a new file; these modules do not trust it and look again.
"""

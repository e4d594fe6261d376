"""What staff say on safety, country by country: whether acting is safe, one's rights, what to do when stopped.

The site never says of a country that it is safe: only staff's words do, with the day on which somebody checked them.
"""

from events.safety.finding import safety_of, safety_url, spoken_of

__all__ = ["safety_of", "safety_url", "spoken_of"]

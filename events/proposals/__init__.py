"""Events as hosts write them, on their way to the site: proposed, looked at, published; and who must learn of a change."""

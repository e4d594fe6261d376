"""What `manage.py bench` measures beside the public pages."""

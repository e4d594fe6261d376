"""A site without the demo."""

import pytest

from hub.first_page import make_first_page


@pytest.mark.django_db
def test_an_empty_site_greets_its_visitor_and_keeps_the_page_on_a_second_start(client):
    assert client.get("/en/").status_code == 404
    assert make_first_page()
    assert not make_first_page()
    response = client.get("/en/")
    assert response.status_code == 200
    assert "/admin/" in response.content.decode()

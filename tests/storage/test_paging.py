"""Pages of a long list: how many there are, and where each begins."""

import pytest

from cscp_core.storage.paging import PAGE_SIZE, Page, offset

pytestmark = pytest.mark.engine


@pytest.mark.parametrize(("total", "pages"), [(0, 1), (1, 1), (PAGE_SIZE, 1), (PAGE_SIZE + 1, 2), (120, 3)])
def test_a_list_has_as_many_pages_as_its_rows_need_and_at_least_one(total, pages):
    assert Page([], total).pages == pages


@pytest.mark.parametrize(("page", "before"), [(1, 0), (2, PAGE_SIZE), (3, 2 * PAGE_SIZE)])
def test_a_page_begins_after_the_rows_of_the_pages_before(page, before):
    assert offset(page) == before


@pytest.mark.parametrize("page", [0, -1])
def test_a_page_before_the_first_is_the_first(page):
    assert offset(page) == 0

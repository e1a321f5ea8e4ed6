import pytest

from palimpsest.understanding.topics.navigation import is_contents


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What We Collect\nHow We Use It\nCookies\nChildren's Privacy\nSecurity\nContact Us", True),
        ("1. What we collect\n2. How we use it\n3. Why\n4. Who sees it\n5. Your choices\n6. How to reach us", True),
        ("We collect:\n- your name\n- your age\n- your street\n- your gender\n- your income\n- your trade", False),
        ("What We Collect\nHow We Use It\nCookies", False),
        ("Acme Inc.\nPrivacy Office\n12 Main Street\nSpringfield\nIllinois 62701\nUnited States\nAttn Privacy", False),
        ("We may share it.\nWe may sell it.\nWe may rent it.\nWe may trade it.\nWe may keep it.\nWe may not.", False),
    ],
)
def test_a_table_of_contents_is_told_from_a_list(text, expected):
    assert expected == is_contents(text)

"""A page made from a chapter that wants to run something: script in outputs, titles, names, drawings and addresses."""

from support import GOLDEN, settle


def test_a_hostile_chapter_runs_nothing(visit):
    page = visit(GOLDEN / "hostile.html")
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
    page.mouse.move(400, 400)
    settle(page)
    assert [line for line in page.trouble if "dialog" in line] == []
    assert page.evaluate("document.querySelectorAll('script').length") == 1
    assert page.evaluate("""[...document.querySelectorAll('*')].flatMap(element => [...element.attributes])
        .filter(attribute => /^on|^style$/.test(attribute.name)).length""") == 0
    assert page.locator("article :text('alert(1)')").count() > 20

"""What the copy buttons give: the code that is seen and nothing else, and programs that the compiler takes."""

import subprocess

import pytest

from support import CHAPTERS, NOTEBOOK, ROOT, open_page, together


@pytest.fixture(scope="module", params=together(CHAPTERS, "copying"))
def copies(request, browser):
    """Of each copy button of a chapter's cells: what is to be remarked on the cell, what was copied, what is seen."""
    page = open_page(browser, request.param, permissions=["clipboard-read", "clipboard-write"])
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
    found = []
    for button in page.locator(".cell .copy").element_handles():
        said = button.evaluate("""button => new Promise(done => {
            new MutationObserver(() => done(button.textContent)).observe(button, { childList: true });
            setTimeout(() => done('nothing'), 10_000);
            button.click(); })""")
        assert said == "Copied"
        remark, seen = button.evaluate("""button => [
            button.closest('.cell.plain') ? 'Another language' : button.closest('.exercise') ? 'An exercise'
              : button.closest('.cell').querySelector('.remark')?.textContent,
            [...button.nextElementSibling.querySelectorAll('.line')].map(line => line.textContent).join('')]""")
        found.append((remark, page.evaluate("navigator.clipboard.readText()"), seen))
    yield found
    page.context.close()


def test_copies_visible_code_only(copies):
    assert copies
    for _, copied, seen in copies:
        assert copied.strip()
        assert copied == seen
        assert "^ error:" not in copied


@pytest.fixture(scope="session")
def compiler(tmp_path_factory):
    """The compiler with what `notebook export` says that it needs to find the book's modules."""
    folder = tmp_path_factory.mktemp("programs")
    subprocess.run([NOTEBOOK, "export", "--all", folder], cwd=ROOT, stdout=subprocess.DEVNULL, timeout=300, check=True)
    return ["swiftc", f"@{folder}/swiftc.arguments"]


def test_copied_code_compiles(copies, compiler, tmp_path):
    # The cells on which there is nothing to remark are one program, which begins as every program of a chapter does.
    cells = [copied for remark, copied, _ in copies if remark is None]
    program = tmp_path / "copied.swift"
    program.write_text("\n".join(["import NotebookRuntime"] + cells))
    compiled = subprocess.run(compiler + [program, "-o", tmp_path / "copied"], stderr=subprocess.PIPE, text=True, timeout=120)
    assert compiled.returncode == 0, compiled.stderr

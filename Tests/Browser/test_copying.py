"""What the copy buttons give: the code that is seen and nothing else, and programs that the compiler takes."""

import subprocess

import pytest

from support import CHAPTERS, NOTEBOOK, PATIENCE, ROOT, SITE, open_window


# In one process, which opens the chapters in one window and asks once how to compile.
pytestmark = pytest.mark.xdist_group("copying")

#: Presses each copy button of a page's cells, and gives what is to be remarked on the cell, what the button said, what was
#: copied and what is seen.
COPY_ALL = """async () => {
  document.querySelectorAll('details').forEach((details) => { details.open = true; });
  const found = [];
  for (const button of document.querySelectorAll('.cell .copy')) {
    const cell = button.closest('.cell');
    const said = await new Promise((done) => {
      new MutationObserver(() => done(button.textContent)).observe(button, { childList: true });
      button.click();
    });
    found.push([
      cell.matches('.plain') ? 'Another language' : button.closest('.exercise') ? 'An exercise'
        : cell.querySelector('.remark')?.textContent ?? null,
      said,
      await navigator.clipboard.readText(),
      [...button.nextElementSibling.querySelectorAll('.line')].map((line) => line.textContent).join('')]);
  }
  return found;
}"""


@pytest.fixture(scope="module")
def window(browser):
    window = open_window(browser, permissions=["clipboard-read", "clipboard-write"])
    yield window
    window.context.close()


@pytest.fixture(scope="module", params=CHAPTERS)
def copies(request, window):
    """Of each cell of a chapter with a copy button: what is to be remarked on it, what was said, copied and seen."""
    window.goto((SITE / request.param).as_uri())
    return window.evaluate(COPY_ALL)


def test_copies_visible_code_only(copies):
    assert copies
    for _, said, copied, seen in copies:
        assert said == "Copied"
        assert copied.strip()
        assert copied == seen
        assert "^ error:" not in copied


@pytest.fixture(scope="session")
def compiler(tmp_path_factory):
    """The compiler with what `notebook export` says that it needs to find the book's modules."""
    folder = tmp_path_factory.mktemp("programs")
    subprocess.run([NOTEBOOK, "export", "--all", folder], cwd=ROOT, stdout=subprocess.DEVNULL, timeout=PATIENCE, check=True)
    # All that is asked is whether the code compiles. Linking is most of the work, and `-typecheck` misses the errors of
    # the passes behind it.
    arguments = [line for line in (folder / "swiftc.arguments").read_text().splitlines() if not line.endswith('.o"')]
    (folder / "compile.arguments").write_text("\n".join(arguments))
    return ["swiftc", f"@{folder}/compile.arguments", "-emit-sil", "-o", "/dev/null"]


def test_copied_code_compiles(copies, compiler, tmp_path):
    # The cells on which there is nothing to remark are one program, which begins as every program of a chapter does.
    cells = [copied for remark, _, copied, _ in copies if remark is None]
    program = tmp_path / "copied.swift"
    program.write_text("\n".join(["import NotebookRuntime"] + cells))
    compiled = subprocess.run(compiler + [program], stderr=subprocess.PIPE, text=True, timeout=PATIENCE)
    assert compiled.returncode == 0, compiled.stderr

// A drawing is made when a reader comes near it: its script is large, and the table says the same.
const dark = matchMedia("(prefers-color-scheme: dark)");

// No evaluation of text as code, no style of its own: the page's policy allows neither.
const OPTIONS = {
  ast: true,
  renderer: "svg",
  actions: false,
  defaultStyle: false,
  tooltip: { disableDefaultStyle: true },
};
let loading = null;

function loadScript(address) {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.type = "module";
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(new Error("no script")));
    document.head.append(script);
  });
  return loading;
}

function prepare(chart) {
  const sheet = chart.querySelector(".drawing-sheet");
  const told = chart.querySelector(".drawing-told");
  let drawing = 0;

  function address() {
    const found = new URL(chart.dataset.chart, location.href);
    found.searchParams.set("look", dark.matches ? "dark" : "light");
    return found;
  }

  async function draw() {
    const turn = ++drawing;
    told.textContent = "Drawing …";
    try {
      const [answer] = await Promise.all([fetch(address()), loadScript(chart.dataset.script)]);
      const specification = await answer.json();
      if (!answer.ok) throw new Error(specification.detail);
      if (turn !== drawing) return; // the colours changed meanwhile
      await drawIn(sheet, specification);
      told.textContent = chart.dataset.ready;
    } catch (error) {
      told.textContent = `The drawing could not be made here: the files above hold it. ${error.message || ""}`;
    }
  }

  function begin(entries, watcher) {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    watcher.disconnect();
    dark.addEventListener("change", draw);
    draw();
  }

  chart.hidden = false;
  new IntersectionObserver(begin, { rootMargin: "400px" }).observe(chart);
}

// Drawn beside the still picture and put in its place at once: the page does not jump.
async function drawIn(sheet, specification) {
  const fresh = document.createElement("div");
  await window.drawGapMap(fresh, specification, OPTIONS);
  sheet.replaceChildren(fresh);
  walkable(sheet);
}

// Marks that lead nowhere are one stop of the tab key, and the arrow keys go from one to the next.
function walkable(sheet) {
  const marks = [...sheet.querySelectorAll("[role='graphics-symbol'][aria-label]")].filter(
    (mark) => !mark.closest("a, .role-axis, .role-title, .role-legend") && !mark.querySelector("a, [role='graphics-symbol']"),
  );
  const read = sheet.closest(".drawing").querySelector(".drawing-mark");
  if (!read) return;
  marks.forEach((mark, at) => {
    mark.setAttribute("tabindex", at ? "-1" : "0");
    mark.addEventListener("focus", () => (read.textContent = mark.getAttribute("aria-label")));
    mark.addEventListener("keydown", (event) => {
      const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: marks.length - 1 }[event.key];
      if (to === undefined || !marks[to]) return;
      event.preventDefault();
      mark.setAttribute("tabindex", "-1");
      marks[to].setAttribute("tabindex", "0");
      marks[to].focus();
    });
  });
}

document.querySelectorAll(".drawing[data-chart]").forEach(prepare);

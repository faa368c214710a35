// The drawing is made when a reader comes near it: its script is large, and the table says the same.
const chart = document.getElementById("chart");
const sheet = chart.querySelector(".drawing-sheet");
const told = chart.querySelector(".drawing-told");
const dark = matchMedia("(prefers-color-scheme: dark)");
const READY = "Point at a cell to read it, press it to see its evidence; press a sign of the legend to highlight it, twice for all.";
let drawing = 0;

// No evaluation of text as code, no style of its own: the page's policy allows neither.
const OPTIONS = {
  ast: true,
  renderer: "svg",
  actions: false,
  defaultStyle: false,
  tooltip: { disableDefaultStyle: true },
};

function addressOf() {
  const address = new URL(chart.dataset.chart, location.href);
  address.searchParams.set("look", dark.matches ? "dark" : "light");
  return address;
}

function loadScript() {
  if (window.drawGapMap) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = chart.dataset.script;
    script.type = "module";
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(new Error("no script")));
    document.head.append(script);
  });
}

async function draw() {
  const turn = ++drawing;
  told.textContent = "Drawing …";
  try {
    const [answer] = await Promise.all([fetch(addressOf()), loadScript()]);
    const specification = await answer.json();
    if (!answer.ok) throw new Error(specification.detail);
    if (turn !== drawing) return; // the colours changed meanwhile
    await window.drawGapMap(sheet, specification, OPTIONS);
    told.textContent = READY;
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

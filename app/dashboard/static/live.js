// While a run is at work, the part of the page that tells of it is asked for again and swapped.
// When a run has begun or ended, the whole page is read once more, for the history has changed.
const EVERY_MS = 5000;

async function renew() {
  const shown = document.getElementById("live");
  const read = document.hidden ? null : await newest();
  if (read && read.dataset.atWork !== shown.dataset.atWork) {
    location.reload();
    return;
  }
  if (read) shown.replaceWith(read);
  setTimeout(renew, EVERY_MS);
}

async function newest() {
  try {
    const answer = await fetch("/runs/now");
    if (!answer.ok) return null;
    return new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("live");
  } catch {
    return null; // no connection: try again next time
  }
}

setTimeout(renew, EVERY_MS);

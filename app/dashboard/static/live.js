// While a run is at work, the part of the page that tells of it is asked for again and swapped.
// When a run has begun or ended, the whole page is read once more, for the history has changed.
// The part says in `data-from` where it is read, alone or on its page.
const EVERY_MS = 5000;

async function renew() {
  const shown = document.getElementById("live");
  const read = document.hidden ? null : await newest(shown.dataset.from);
  if (read && read.dataset.atWork !== shown.dataset.atWork) {
    location.reload();
    return;
  }
  if (read) shown.replaceWith(read);
  setTimeout(renew, EVERY_MS);
}

async function newest(address) {
  try {
    const answer = await fetch(address);
    if (!answer.ok) return null;
    return new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("live");
  } catch {
    return null; // no connection: try again next time
  }
}

setTimeout(renew, EVERY_MS);

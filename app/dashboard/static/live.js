// While a run is at work, the part of the page that tells of it is read again and swapped.
// When the last run has ended, the whole page is read once more, for the history has grown.
const EVERY_MS = 5000;

async function renew() {
  const shown = document.getElementById("live");
  const page = document.hidden ? null : await newest();
  const read = page?.getElementById("live");
  if (read && read.dataset.live !== "yes") {
    location.reload();
    return;
  }
  if (read) shown.replaceWith(read);
  setTimeout(renew, EVERY_MS);
}

async function newest() {
  try {
    const answer = await fetch(location.href);
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  } catch {
    return null; // no connection: try again next time
  }
}

setTimeout(renew, EVERY_MS);

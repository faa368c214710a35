// Decisions on their way to the server, in order. What failed for want of a line is sent again under
// the same key; what the server refused is said and taken out, so that the rest goes on.
const ADDRESS = { tag: "/api/v1/tag-decisions", screening: "/api/v1/screening-decisions" };
const AGAIN_MS = 1500;

export class Outbox {
  constructor(sign, kind) {
    this.sign = sign;
    this.kind = kind;
    this.waiting = [];
    this.kept = [];
    this.total = 0;
    this.refused = [];
    this.sending = false;
    addEventListener("beforeunload", (event) => this.waiting.length && event.preventDefault());
  }

  add(word, article) {
    this.waiting.push({ word, key: crypto.randomUUID(), article });
    this.tell();
    this.send();
  }

  async send() {
    if (this.sending) return;
    this.sending = true;
    while (this.waiting.length) {
      const [first] = this.waiting;
      const answer = await post(ADDRESS[this.kind], first.word, first.key);
      if (answer === null || answer.status >= 500 || answer.status === 429) {
        this.tell();
        await new Promise((done) => setTimeout(done, AGAIN_MS));
        continue;
      }
      this.waiting.shift();
      if (answer.ok) this.keep(first, await answer.json());
      else this.refuse(await answer.json());
      this.tell();
    }
    this.sending = false;
  }

  keep(one, decided) {
    this.kept.push({ ...one, decided });
    this.total += 1;
  }

  refuse(problem) {
    this.refused.push(problem.detail);
  }

  // Takes back the last decision: one that is still here is not sent, one that was kept is undone.
  async undo() {
    const last = this.waiting.length > 1 || !this.sending ? this.waiting.pop() : null;
    if (last) {
      this.tell();
      return last.article;
    }
    while (this.sending) await new Promise((done) => setTimeout(done, 50));
    const kept = this.kept.at(-1);
    if (!kept) return null;
    const { numbers, sealed } = kept.decided;
    const address = sealed ? "/api/v1/sealed-decisions" : ADDRESS[this.kind];
    const many = sealed ? numbers : numbers.slice(0, 1);
    for (const number of many) {
      const answer = await post(`${address}/${number}/undo`, { why: "Taken back on the page" });
      if (answer === null || !(answer.ok || answer.status === 409)) {
        this.say("Not undone: the server did not answer. Press u again.");
        return null;
      }
    }
    this.kept.pop();
    this.total -= 1;
    this.tell("The last decision was undone. ");
    return kept.article;
  }

  tell(before = "") {
    const waits = this.waiting.length;
    const refused = this.refused.length ? ` Refused: ${this.refused.at(-1)}` : "";
    this.say(`${before}${this.total} saved${waits ? `, ${waits} not saved yet` : ""}.${refused}`);
  }

  say(words) {
    this.sign.hidden = false;
    this.sign.textContent = words;
    this.sign.dataset.waiting = this.waiting.length;
    this.sign.dataset.saved = this.total;
  }
}

async function post(address, word, key = crypto.randomUUID()) {
  try {
    return await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Idempotency-Key": key },
      body: JSON.stringify(word),
    });
  } catch {
    return null; // no connection
  }
}

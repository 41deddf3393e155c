// What both proofs share: named checks, waiting with a limit, and a local book by the exchange's rule.
const results = [];

export function check(name, passed) {
    results.push(passed);
    console.log(`${passed ? 'ok' : 'FAILED'}: ${name}`);
}

export async function until(name, condition, milliseconds = 20_000) {
    const end = Date.now() + milliseconds;
    while (!condition() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
    check(name, condition());
}

/** A price on the tick of 0.1. */
export const nearby = (price) => Math.round(price * 10) / 10;

export function finish() {
    const failed = results.filter((passed) => !passed).length;
    console.log(`${results.length - failed} passed, ${failed} failed`);
    process.exit(failed === 0 ? 0 : 1);
}

export class LocalBook {
    waiting = [];
    history = new Map();
    lastUpdateId = 0;
    begun = false;

    receive(event) {
        if (!this.sides) this.waiting.push(event);
        else this.apply(event);
    }

    begin(snapshot) {
        this.lastUpdateId = Number(snapshot.lastUpdateId);
        this.sides = { b: new Map(snapshot.bids.map(pair)), a: new Map(snapshot.asks.map(pair)) };
        for (const event of this.waiting) this.apply(event);
    }

    apply(event) {
        const [first, last, previous] = [Number(event.U), Number(event.u), Number(event.pu)];
        if (last < this.lastUpdateId) return;
        const fits = this.begun ? previous === this.lastUpdateId : first <= this.lastUpdateId && last >= this.lastUpdateId;
        if (!fits) check(`no gap before update ${last}`, false);
        this.begun = true;
        this.lastUpdateId = last;
        for (const name of ['b', 'a']) {
            for (const [price, quantity] of event[name].map(pair)) {
                if (quantity === 0) this.sides[name].delete(price);
                else this.sides[name].set(price, quantity);
            }
        }
        this.history.set(last, this.text());
    }

    text() {
        const levels = (side, sign) => [...side].sort((x, y) => sign * (x[0] - y[0]));
        return JSON.stringify([levels(this.sides.b, -1), levels(this.sides.a, 1)]);
    }

    /** Takes snapshots until one falls on a frame, and compares. */
    async mustMeet(takeSnapshot) {
        for (let attempt = 0; attempt < 50; attempt++) {
            const snapshot = await takeSnapshot();
            await new Promise((resolve) => setTimeout(resolve, 250));
            const ours = this.history.get(Number(snapshot.lastUpdateId));
            if (!ours) continue;
            check('the local book equals the snapshot', ours === JSON.stringify([snapshot.bids.map(pair), snapshot.asks.map(pair)]));
            return;
        }
        check('a snapshot falls on a frame', false);
    }
}

const pair = ([price, quantity]) => [Number(price), Number(quantity)];
